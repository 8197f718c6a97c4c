package com.afftok.management.admin;

import com.afftok.management.access.Role;
import com.afftok.management.answer.Checks;
import com.afftok.management.answer.Failure;
import com.afftok.management.auth.Passwords;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What super admins send who look after the administrators.
final class AdministratorRequests {

    private static final int MAX_NAME = 200;
    private static final Set<String> STATUSES = Set.of("active", "disabled");
    private static final List<String> ROLES =
            Arrays.stream(Role.values()).filter(Role::isAdmin).map(Role::label).toList();

    private AdministratorRequests() {}

    /// A new administrator.
    ///
    /// @param password null to have one made up
    @Serdeable
    record Creation(
            @Nullable String email,
            @Nullable String fullName,
            @Nullable String role,
            @Nullable String password) {

        List<Failure.Detail> problems() {
            Checks checks =
                    new Checks()
                            .email("email", email)
                            .text("full_name", fullName, 1, MAX_NAME)
                            .that(isNotBlank(fullName), "full_name", "must not be blank")
                            .present("role", role);
            return checkPassword(checkRole(checks, role), password).problems();
        }

        /// Without the password.
        @Override
        public String toString() {
            return "Creation[" + email + "]";
        }
    }

    /// What is to be changed; what is null stays as it is.
    ///
    /// @param version of the administrator that the change was made from
    @Serdeable
    record Change(
            @Nullable Integer version,
            @Nullable String fullName,
            @Nullable String role,
            @Nullable String status) {

        List<Failure.Detail> problems() {
            Checks checks =
                    new Checks()
                            .present("version", version)
                            .that(isNotBlank(fullName), "full_name", "must not be blank")
                            .that(
                                    status == null || STATUSES.contains(status),
                                    "status",
                                    "must be one of active, disabled");
            if (fullName != null) {
                checks.text("full_name", fullName, 1, MAX_NAME);
            }
            return checkRole(checks, role).problems();
        }
    }

    /// Why a second factor is taken away.
    @Serdeable
    record Reason(@Nullable String reason) {

        List<Failure.Detail> problems() {
            return checkReason(reason).problems();
        }
    }

    /// Why somebody gets a new password.
    ///
    /// @param password null to have one made up
    @Serdeable
    record NewPassword(@Nullable String reason, @Nullable String password) {

        List<Failure.Detail> problems() {
            return checkPassword(checkReason(reason), password).problems();
        }

        /// Without the password.
        @Override
        public String toString() {
            return "NewPassword[" + reason + "]";
        }
    }

    private static boolean isNotBlank(@Nullable String text) {
        return text == null || !text.isBlank();
    }

    private static Checks checkReason(@Nullable String reason) {
        return new Checks().text("reason", reason, 1, 500);
    }

    private static Checks checkRole(Checks checks, @Nullable String role) {
        return checks.that(
                role == null || ROLES.contains(role),
                "role",
                ROLES.stream().collect(Collectors.joining(", ", "must be one of ", "")));
    }

    private static Checks checkPassword(Checks checks, @Nullable String password) {
        return password == null ? checks : Passwords.check(checks, "password", password);
    }
}
