package com.afftok.management.party.moderation;

import com.afftok.management.party.user.MembershipRow;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Users as administrators see them.
final class UserViews {

    private UserViews() {}

    @Serdeable
    record User(
            long id,
            @Nullable Long accountId,
            String username,
            @Nullable String email,
            @Nullable String phone,
            String fullName,
            @Nullable String role,
            String status,
            @Nullable String country,
            List<String> audienceCountries,
            @Nullable String uniqueCode,
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
                    row.phone(),
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

    /// What the accounts of a user own, and their traffic of the last 30 days.
    @Serdeable
    record Activity(long offers, long links, long clicks, long conversions) {

        static Activity of(ActivityRow row) {
            return new Activity(row.offers(), row.links(), row.clicks(), row.conversions());
        }
    }

    @Serdeable
    record WithActivity(User user, List<MembershipRow> accounts, Activity activity) {}

    /// The audit log's values of a ban.
    @Serdeable
    record Standing(String status, @Nullable String reason) {}

    /// The audit log's values of a role.
    @Serdeable
    record Position(@Nullable String role) {}
}
