package com.afftok.management.party.moderation;

import com.afftok.management.platform.request.Fields;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Requests of administrators about users.
final class UserRequests {

    private static final int MAX_REASON = 500;
    static final Set<String> ROLES = Set.of("promoter", "advertiser");

    private UserRequests() {}

    private static String parse(@Nullable String given) {
        Fields fields = new Fields();
        String reason = fields.name("reason", given, MAX_REASON);
        fields.end();
        return reason;
    }

    @Serdeable
    record Ban(String reason) {

        Ban {
            reason = parse(reason);
        }
    }

    /// @param version of the user that is closed
    /// @param keepBalance whether accounts with money are closed, too
    @Serdeable
    record Close(Integer version, String reason, @Nullable Boolean keepBalance) {

        Close {
            Fields fields = new Fields();
            version = fields.present("version", version);
            reason = fields.name("reason", reason, MAX_REASON);
            fields.end();
        }

        boolean keepsBalance() {
            return Boolean.TRUE.equals(keepBalance);
        }
    }

    /// The reason for a reset of the password or the second factor, or for the end of all sessions.
    @Serdeable
    record Reset(String reason) {

        Reset {
            reason = parse(reason);
        }
    }

    /// @param version of the user that was changed
    @Serdeable
    record NewRole(Integer version, String role) {

        NewRole {
            Fields fields = new Fields();
            version = fields.present("version", version);
            role = fields.oneOf("role", role, ROLES);
            fields.end();
        }
    }
}
