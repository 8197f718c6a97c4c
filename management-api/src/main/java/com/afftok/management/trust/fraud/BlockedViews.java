package com.afftok.management.trust.fraud;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is blocked, as administrators see it.
final class BlockedViews {

    private BlockedViews() {}

    /// One page of networks, and what there is of addresses.
    ///
    /// @param nextCursor leads to further networks; null at the end
    @Serdeable
    record All(Addresses addresses, List<Network> networks, @Nullable String nextCursor) {}

    /// Addresses go by keys, which nobody can lead back to them.
    ///
    /// @param count of all that are blocked
    /// @param lastToEnd the hundred whose blocks last longest, or the one that was asked for
    @Serdeable
    record Addresses(long count, List<Address> lastToEnd) {}

    /// One blocked address, and why it is.
    ///
    /// @param score of the click that led to the block, from 0 to 1
    /// @param ruleSet the version of the rules that judged it
    /// @param byPerson whether there was no such click, but a decision
    /// @param reason a person's, and with it who decided and when
    @Serdeable
    record Address(
            String key,
            Instant blockedUntil,
            @Nullable BigDecimal score,
            List<String> reasons,
            @Nullable Integer ruleSet,
            boolean byPerson,
            @Nullable String reason,
            @Nullable Long createdBy,
            @Nullable Instant createdAt) {}

    @Serdeable
    record Network(
            String network,
            String reason,
            @Nullable Instant blockedUntil,
            @Nullable Long createdBy,
            Instant createdAt) {

        static Network of(BlockedNetworkRow row) {
            return new Network(
                    row.network(),
                    row.reason(),
                    row.blockedUntil(),
                    row.createdBy(),
                    row.createdAt());
        }
    }

    /// A block of an address, as the log of changes keeps it: without the address.
    @Serdeable
    record Block(String key, Instant blockedUntil, @Nullable String reason) {}
}
