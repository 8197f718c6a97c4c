package com.afftok.management.money.billing;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// An advertiser, as invoices name it.
///
/// @param language of its invoices
/// @param version that was changed; 0 if it was never set
@Serdeable
@Introspected
@ExactMembers
public record BillingProfile(
        String legalName,
        String address,
        String country,
        @Nullable String taxId,
        String language,
        Integer version) {

    static final int LONGEST_NAME = 200;
    static final int LONGEST_TAX_ID = 50;
    private static final int LONGEST_ADDRESS = 500;
    private static final Set<String> LANGUAGES = Set.of("en", "ar");

    public BillingProfile {
        Fields fields = new Fields();
        legalName = fields.name("legal_name", legalName, LONGEST_NAME);
        address = address(fields, address);
        country = fields.country("country", country);
        taxId = fields.nameOrNull("tax_id", taxId, LONGEST_TAX_ID);
        language = fields.oneOf("language", language, LANGUAGES);
        version = fields.present("version", version);
        fields.end();
    }

    /// May have several lines.
    static String address(Fields fields, @Nullable String address) {
        String lines =
                fields.present("address", fields.linesOrNull("address", address, LONGEST_ADDRESS));
        fields.check(lines == null || !lines.isBlank(), "address", Problem.BLANK);
        return lines == null ? "" : lines.strip();
    }
}
