package com.afftok.management.trust.block;

import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.address.AddressSet;
import com.afftok.shared.address.AddressText;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A request to block an address or network.
///
/// @param blockedUntil the end of the block; the default is an hour for an address, none for a
///   network
@Serdeable
record BlockRequest(
        @Nullable String address,
        @Nullable String network,
        String reason,
        @Nullable Instant blockedUntil) {

    private static final int LONGEST_REASON = 500;
    private static final int MOST_DAYS = 30;

    /// A million addresses, the size of the largest allocations of internet providers.
    private static final int WIDEST_IPV4 = 12;

    private static final int WIDEST_IPV6 = 24;

    BlockRequest {
        Fields fields = new Fields();
        fields.check(
                (address == null) != (network == null),
                address == null ? "address" : "network",
                Problem.NOT_EXACTLY_ONE,
                List.of("address", "network"));
        reason = fields.name("reason", reason, LONGEST_REASON);
        blockedUntil = fields.timeOrNull("blocked_until", blockedUntil);
        checkAddress(fields, address);
        checkNetwork(fields, network);
        if (network != null) {
            checkWidth(fields, parse(network));
        }
        fields.end();
    }

    /// Problems with the request at a time, and for these blocks.
    List<Detail> problems(Instant now, Blocks blocks) {
        Fields fields = new Fields();
        if (blockedUntil != null) {
            Instant latest = now.plus(Duration.ofDays(MOST_DAYS));
            fields.check(blockedUntil.isAfter(now), "blocked_until", Problem.NOT_IN_FUTURE)
                    .check(
                            address == null || !blockedUntil.isAfter(latest),
                            "blocked_until",
                            Problem.TOO_FAR_AHEAD,
                            MOST_DAYS);
        }
        byte @Nullable [] bytes = bytes();
        fields.check(bytes == null || blocks.mayBlock(bytes), "address", Problem.INTERNAL_ADDRESS);
        BlockedRange range = network == null ? null : parse(network);
        fields.check(range == null || blocks.mayBlock(range), "network", Problem.OWN_NETWORK);
        return fields.problems();
    }

    byte @Nullable [] bytes() {
        return address == null ? null : AddressText.parse(address);
    }

    static void checkAddress(Fields fields, @Nullable String address) {
        fields.check(
                address == null || AddressText.parse(address) != null,
                "address",
                Problem.NOT_AN_ADDRESS);
    }

    static void checkNetwork(Fields fields, @Nullable String network) {
        fields.check(network == null || parse(network) != null, "network", Problem.NOT_A_NETWORK);
    }

    private static void checkWidth(Fields fields, @Nullable BlockedRange range) {
        if (range != null) {
            int widest = range.isIpv4() ? WIDEST_IPV4 : WIDEST_IPV6;
            fields.check(range.prefix() >= widest, "network", Problem.TOO_WIDE, widest)
                    .check(!range.hasInternal(), "network", Problem.INTERNAL_NETWORK);
        }
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
            return null; // PostgreSQL would treat the mapped form as IPv6
        }
        return new BlockedRange(
                address,
                slash < 0
                        ? 8 * address.length
                        : Integer.parseInt(network, slash + 1, network.length(), 10));
    }
}
