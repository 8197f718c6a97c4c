package com.afftok.management.money.billing;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The platform, as invoices name it.
///
/// @param prefix before the numbers of invoices, or empty
/// @param version that was changed; 0 if it was never set
@Serdeable
@Introspected
@ExactMembers
public record Issuer(
        String legalName,
        String address,
        String country,
        @Nullable String taxId,
        String prefix,
        Integer version) {

    private static final Pattern PREFIX = Pattern.compile("[A-Z0-9]{0,10}");

    public Issuer {
        Fields fields = new Fields();
        legalName = fields.name("legal_name", legalName, BillingProfile.LONGEST_NAME);
        address = BillingProfile.address(fields, address);
        country = fields.country("country", country);
        taxId = fields.nameOrNull("tax_id", taxId, BillingProfile.LONGEST_TAX_ID);
        prefix =
                fields.matching("prefix", prefix, PREFIX, Problem.WRONG_FORM, 0, 10, "A-Z and 0-9");
        version = fields.present("version", version);
        fields.end();
    }
}
