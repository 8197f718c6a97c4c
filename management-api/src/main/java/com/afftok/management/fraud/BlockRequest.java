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
    private static final int WIDEST_IPV4 = 8;
    private static final int WIDEST_IPV6 = 16;

    Checks check(Instant now) {
        Checks checks =
                new Checks()
                        .that(
                                (address == null) != (network == null),
                                address == null ? "address" : "network",
                                "one of address and network is required, not both")
                        .text("reason", reason, 1, ReasonRequest.MAX_LENGTH);
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
        return network == null ? checks : checkNetwork(checks, network);
    }

    static Checks checkNetwork(Checks checks, String network) {
        try {
            AddressSet.of(List.of(network));
        } catch (IllegalArgumentException e) {
            return checks.that(
                    false, "network", "must be a network such as 203.0.113.0/24 or 2001:db8::/32");
        }
        int slash = network.indexOf('/');
        byte[] address =
                Objects.requireNonNull(
                        AddressText.parse(slash < 0 ? network : network.substring(0, slash)));
        int widest = address.length == 4 ? WIDEST_IPV4 : WIDEST_IPV6;
        return checks.that(
                slash < 0 || Integer.parseInt(network, slash + 1, network.length(), 10) >= widest,
                "network",
                "must not be wider than /%d".formatted(widest));
    }
}
