package com.afftok.management.profile;

import com.afftok.management.answer.Checks;
import com.afftok.management.answer.Failure;
import com.afftok.management.auth.Passwords;
import com.afftok.management.user.PayoutDetails;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a user wants changed; what is absent stays as it is.
///
/// @param currentPassword proves who asks, where payout details are to change
@Serdeable
record ProfileChange(
        @Nullable String fullName,
        @Nullable String country,
        @Nullable List<@Nullable String> audienceCountries,
        @Nullable PayoutDetails payoutDetails,
        @Nullable String currentPassword) {

    List<Failure.Detail> problems() {
        Checks checks = new Checks();
        if (fullName != null) {
            checks.text("full_name", fullName, 1, 200)
                    .that(!fullName.isBlank(), "full_name", "must not be blank");
        }
        if (country != null) {
            checks.country("country", country);
        }
        if (audienceCountries != null) {
            checks.countries("audience_countries", audienceCountries);
        }
        if (payoutDetails != null) {
            payoutDetails.check(checks, "payout_details");
        }
        if (currentPassword != null) {
            checks.secret("current_password", currentPassword, Passwords.MAX_LENGTH);
        }
        return checks.problems();
    }

    /// Without any of it.
    @Override
    public String toString() {
        return "ProfileChange[]";
    }
}
