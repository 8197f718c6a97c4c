package com.afftok.management.access.admin;

import com.afftok.management.access.Role;
import com.afftok.management.access.password.Passwords;
import com.afftok.management.platform.request.Fields;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Requests of super admins about administrators.
final class AdministratorRequests {

    private static final int MAX_NAME = 200;
    private static final int MAX_REASON = 500;
    private static final Set<String> STATUSES = Set.of("active", "disabled");
    private static final List<String> ROLES =
            Arrays.stream(Role.values()).filter(Role::isAdmin).map(Role::label).toList();

    private AdministratorRequests() {}

    /// A new administrator.
    ///
    /// @param password null to generate one
    @Serdeable
    record Creation(String email, String fullName, String role, @Nullable String password) {

        Creation {
            Fields fields = new Fields();
            email = fields.email("email", email);
            fullName = fields.name("full_name", fullName, MAX_NAME);
            role = fields.oneOf("role", role, ROLES);
            password = Passwords.parseOrNull(fields, "password", password);
            fields.end();
        }

        /// Omits the password.
        @Override
        public String toString() {
            return "Creation[" + email + "]";
        }
    }

    /// Changes; null members remain unchanged.
    ///
    /// @param version of the administrator that was changed
    @Serdeable
    record Change(
            Integer version,
            @Nullable String fullName,
            @Nullable String role,
            @Nullable String status) {

        Change {
            Fields fields = new Fields();
            version = fields.present("version", version);
            fullName = fields.nameOrNull("full_name", fullName, MAX_NAME);
            role = fields.oneOfOrNull("role", role, ROLES);
            status = fields.oneOfOrNull("status", status, STATUSES);
            fields.end();
        }
    }

    /// The reason for removing a second factor.
    @Serdeable
    record Reason(String reason) {

        Reason {
            Fields fields = new Fields();
            reason = fields.text("reason", reason, 1, MAX_REASON);
            fields.end();
        }
    }

    /// The reason for a new password.
    ///
    /// @param password null to generate one
    @Serdeable
    record NewPassword(String reason, @Nullable String password) {

        NewPassword {
            Fields fields = new Fields();
            reason = fields.text("reason", reason, 1, MAX_REASON);
            password = Passwords.parseOrNull(fields, "password", password);
            fields.end();
        }

        /// Omits the password.
        @Override
        public String toString() {
            return "NewPassword[" + reason + "]";
        }
    }
}
