package com.afftok.management.trust.block;

import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Blocks as administrators see them.
final class BlockedViews {

    private BlockedViews() {}

    /// A page of networks, and the blocked addresses.
    ///
    /// @param nextCursor of the next page of networks; null at the end
    @Serdeable
    record All(Addresses addresses, List<Network> networks, @Nullable String nextCursor) {}

    /// Addresses are identified by keys, from which they cannot be derived.
    ///
    /// @param count of all blocked addresses
    /// @param lastToEnd the hundred whose blocks end last, or the requested one
    @Serdeable
    record Addresses(long count, List<Address> lastToEnd) {}

    /// A blocked address and the reason.
    ///
    /// @param score of the click that caused the block, from 0 to 1
    /// @param ruleSet the version of the rules that scored it
    /// @param byPerson whether an administrator blocked it
    /// @param reason the administrator's; then `createdBy` and `createdAt` are set
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

    /// A block of an address in the audit log: without the address.
    @Serdeable
    record Block(String key, Instant blockedUntil, @Nullable String reason) {}
}
