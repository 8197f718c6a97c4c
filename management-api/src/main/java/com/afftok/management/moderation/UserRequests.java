package com.afftok.management.moderation;

import com.afftok.management.answer.Checks;
import com.afftok.management.answer.Failure;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What administrators send who look after users.
final class UserRequests {

    static final Set<String> ROLES = Set.of("promoter", "advertiser");
    static final String ROLE = "must be one of promoter, advertiser";

    private UserRequests() {}

    /// Why somebody is banned.
    @Serdeable
    record Ban(@Nullable String reason) {

        List<Failure.Detail> problems() {
            return new Checks()
                    .text("reason", reason, 1, 500)
                    .that(reason == null || !reason.isBlank(), "reason", "must not be blank")
                    .problems();
        }
    }

    /// Why somebody gets a token that replaces the password.
    @Serdeable
    record PasswordReset(@Nullable String reason) {

        List<Failure.Detail> problems() {
            return new Ban(reason).problems();
        }
    }

    /// @param version of the user that the change was made from
    @Serdeable
    record NewRole(@Nullable Integer version, @Nullable String role) {

        List<Failure.Detail> problems() {
            return new Checks()
                    .present("version", version)
                    .present("role", role)
                    .that(role == null || ROLES.contains(role), "role", ROLE)
                    .problems();
        }
    }
}
