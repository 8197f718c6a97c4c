package com.afftok.management.fraud;

import com.afftok.management.answer.Checks;
import com.afftok.shared.address.AddressSet;
import com.afftok.shared.address.AddressText;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An address or a network to be blocked.
///
/// @param blockedUntil when the block ends; an address is blocked for an hour if nothing is said, a
///   network until it is unblocked
@Serdeable
record BlockRequest(
        @Nullable String address,
        @Nullable String network,
        @Nullable String reason,
        @Nullable Instant blockedUntil) {

    private static final Duration LONGEST = Duration.ofDays(30);

    /// A million addresses, and an internet provider's largest allocations.
    private static final int WIDEST_IPV4 = 12;

    private static final int WIDEST_IPV6 = 24;

    Checks check(Instant now) {
        Checks checks =
                new Checks()
                        .that(
                                (address == null) != (network == null),
                                address == null ? "address" : "network",
                                "one of address and network is required, not both")
                        .text("reason", reason, 1, ReasonRequest.MAX_LENGTH)
                        .that(reason == null || !reason.isBlank(), "reason", "must not be blank");
        if (blockedUntil != null) {
            checks.that(blockedUntil.isAfter(now), "blocked_until", "must be in the future")
                    .that(
                            ReadQuery.isOfOurTime(blockedUntil),
                            "blocked_until",
                            "must be a time from 2000 to 2400")
                    .that(
                            address == null || !blockedUntil.isAfter(now.plus(LONGEST)),
                            "blocked_until",
                            "must be at most 30 days ahead for an address");
        }
        if (address != null) {
            checks.that(
                    AddressText.parse(address) != null,
                    "address",
                    "must be an IPv4 or IPv6 address");
        }
        return network == null ? checks : checkBlock(checks, network);
    }

    /// Whether it is a network at all.
    static Checks checkNetwork(Checks checks, String network) {
        return checks.that(
                parse(network) != null,
                "network",
                "must be a network such as 203.0.113.0/24 or 2001:db8::/32");
    }

    private static Checks checkBlock(Checks checks, String network) {
        BlockedRange range = parse(network);
        if (range == null) {
            return checkNetwork(checks, network);
        }
        int widest = range.isIpv4() ? WIDEST_IPV4 : WIDEST_IPV6;
        if (range.prefix() < widest) {
            return checks.that(false, "network", "must not be wider than /%d".formatted(widest));
        }
        return checks.that(
                !range.hasInternal(),
                "network",
                "has internal addresses, which are never blocked: name others only");
    }

    static @Nullable BlockedRange parse(String network) {
        try {
            AddressSet.of(List.of(network));
        } catch (IllegalArgumentException e) {
            return null;
        }
        int slash = network.indexOf('/');
        String first = slash < 0 ? network : network.substring(0, slash);
        byte[] address = Objects.requireNonNull(AddressText.parse(first));
        if (address.length == 4 && first.indexOf(':') >= 0) {
            return null; // PostgreSQL would take the mapped form for IPv6
        }
        return new BlockedRange(
                address,
                slash < 0
                        ? 8 * address.length
                        : Integer.parseInt(network, slash + 1, network.length(), 10));
    }
}
