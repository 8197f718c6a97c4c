package com.afftok.management.party.moderation;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What administrators see of users.
final class UserViews {

    private UserViews() {}

    @Serdeable
    record User(
            long id,
            long accountId,
            String username,
            String email,
            String fullName,
            String role,
            String status,
            String country,
            List<String> audienceCountries,
            String uniqueCode,
            @Nullable Long recruiterId,
            int points,
            int level,
            int version,
            Instant createdAt,
            @Nullable Instant lastLogin) {

        static User of(ModeratedRow row) {
            return new User(
                    row.id(),
                    row.accountId(),
                    row.username(),
                    row.email(),
                    row.fullName(),
                    row.role(),
                    row.status(),
                    row.country(),
                    row.audienceCountries(),
                    row.uniqueCode(),
                    row.recruiterId(),
                    row.points(),
                    row.level(),
                    row.version(),
                    row.createdAt(),
                    row.lastLoginAt());
        }
    }

    @Serdeable
    record Users(List<User> users, @Nullable String nextCursor) {}

    /// What a user has, and how much came of it in the last 30 days.
    @Serdeable
    record Activity(long offers, long links, long clicks, long conversions) {

        static Activity of(ActivityRow row) {
            return new Activity(row.offers(), row.links(), row.clicks(), row.conversions());
        }
    }

    @Serdeable
    record WithActivity(User user, Activity activity) {}

    /// A token that replaces a user's password, which is shown this once.
    @Serdeable
    record PasswordReset(String token, Instant expiresAt) {

        /// Without the token.
        @Override
        public String toString() {
            return "PasswordReset[" + expiresAt + "]";
        }
    }

    /// What the audit log keeps of a ban and its end.
    @Serdeable
    record Standing(String status, @Nullable String reason) {}

    /// What the audit log keeps of a new role.
    @Serdeable
    record Position(String role) {}
}
