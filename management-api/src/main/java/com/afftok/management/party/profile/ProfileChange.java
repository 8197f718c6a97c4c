package com.afftok.management.party.profile;

import com.afftok.management.access.Permission;
import com.afftok.management.access.password.CurrentPassword;
import com.afftok.management.party.user.PayoutDetails;
import com.afftok.management.platform.request.Fields;
import io.micronaut.serde.annotation.Serdeable;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Changes of a profile; absent members remain unchanged.
///
/// @param currentPassword required to change payout details
@Serdeable
record ProfileChange(
        @Nullable String fullName,
        @Nullable String country,
        @Nullable List<String> audienceCountries,
        @Nullable PayoutDetails payoutDetails,
        @Nullable String currentPassword) {

    private static final int MAX_NAME = 200;

    ProfileChange {
        Fields fields = new Fields();
        fullName = fields.nameOrNull("full_name", fullName, MAX_NAME);
        country = fields.countryOrNull("country", country);
        audienceCountries = fields.countriesOrNull("audience_countries", audienceCountries);
        if (payoutDetails != null) {
            payoutDetails.check(fields, "payout_details");
        }
        currentPassword = CurrentPassword.parseOrNull(fields, currentPassword);
        fields.end();
    }

    /// Whether anything changes that belongs to the account.
    boolean isOfAccount() {
        return !needs().isEmpty();
    }

    /// The permissions for what belongs to the account.
    Set<Permission> needs() {
        Set<Permission> needed = EnumSet.noneOf(Permission.class);
        if (country != null || audienceCountries != null) {
            needed.add(Permission.OWN_SETTINGS);
        }
        if (payoutDetails != null) {
            needed.add(Permission.OWN_PAYOUT_DETAILS);
        }
        return needed;
    }

    /// Omits all of it.
    @Override
    public String toString() {
        return "ProfileChange[]";
    }
}
