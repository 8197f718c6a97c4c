package com.afftok.management.access.admin;

import com.afftok.management.access.Role;
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
    @Serdeable
    record Creation(String email, String fullName, String role) {

        Creation {
            Fields fields = new Fields();
            email = fields.email("email", email);
            fullName = fields.name("full_name", fullName, MAX_NAME);
            role = fields.oneOf("role", role, ROLES);
            fields.end();
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

    /// The reason for a reset, or for the end of sessions.
    @Serdeable
    record Reason(String reason) {

        Reason {
            Fields fields = new Fields();
            reason = fields.text("reason", reason, 1, MAX_REASON);
            fields.end();
        }
    }
}
