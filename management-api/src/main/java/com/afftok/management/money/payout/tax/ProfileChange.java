package com.afftok.management.money.payout.tax;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import io.micronaut.serde.annotation.Serdeable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A new version of a tax profile, which replaces the whole of the last one.
///
/// @param taxId null for none
/// @param form such as `W-8BEN`; null if none was given
/// @param treaty null for false; requires a form and a tax id
/// @param version that was changed; 0 for the first one
@Serdeable
@ExactMembers
record ProfileChange(
        String legalName,
        String country,
        String address,
        @Nullable String taxId,
        @Nullable String form,
        @Nullable Boolean treaty,
        Integer version) {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_ADDRESS = 500;
    private static final int LONGEST_FORM = 40;
    private static final Pattern TAX_ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9 ./-]{3,39}");

    ProfileChange {
        Fields fields = new Fields();
        legalName = fields.name("legal_name", legalName, LONGEST_NAME);
        country = fields.country("country", country);
        address = fields.name("address", address, LONGEST_ADDRESS);
        fields.matchingOrNull(
                "tax_id", taxId, TAX_ID, Problem.WRONG_FORM, 4, 40, "A-Z, a-z, 0-9, space, . / -");
        form = fields.nameOrNull("form", form, LONGEST_FORM);
        if (Boolean.TRUE.equals(treaty)) {
            fields.check(form != null, "form", Problem.REQUIRED);
            fields.check(taxId != null, "tax_id", Problem.REQUIRED);
        }
        version = fields.present("version", version);
        fields.end();
    }

    boolean claimsTreaty() {
        return Boolean.TRUE.equals(treaty);
    }

    /// Without personal data.
    @Override
    public String toString() {
        return "ProfileChange[" + country + "]";
    }
}
