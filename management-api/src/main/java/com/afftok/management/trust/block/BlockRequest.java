package com.afftok.management.trust.block;

import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.InvalidRequest;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.address.AddressText;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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
            checkWidth(fields, BlockedRange.parse(network));
        }
        fields.end();
    }

    /// The blocked address or network.
    sealed interface Target {

        @SuppressWarnings("ArrayRecordComponent") // never compared
        record Address(byte[] bytes) implements Target {}

        record Network(BlockedRange range) implements Target {}
    }

    Target target() {
        byte @Nullable [] bytes = address == null ? null : AddressText.parse(address);
        BlockedRange range = network == null ? null : BlockedRange.parse(network);
        if (bytes != null) {
            return new Target.Address(bytes);
        }
        if (range != null) {
            return new Target.Network(range);
        }
        throw new IllegalStateException("a request without a target is never constructed");
    }

    /// Checks the request at a time, and for these blocks.
    ///
    /// @throws InvalidRequest if it is too late or early, or the edges would not block the target
    void check(Instant now, Blocks blocks) {
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
        switch (target()) {
            case Target.Address(byte[] bytes) ->
                    fields.check(blocks.mayBlock(bytes), "address", Problem.INTERNAL_ADDRESS);
            case Target.Network(BlockedRange range) ->
                    fields.check(blocks.mayBlock(range), "network", Problem.OWN_NETWORK);
        }
        fields.end();
    }

    static void checkAddress(Fields fields, @Nullable String address) {
        fields.check(
                address == null || AddressText.parse(address) != null,
                "address",
                Problem.NOT_AN_ADDRESS);
    }

    static void checkNetwork(Fields fields, @Nullable String network) {
        fields.check(
                network == null || BlockedRange.parse(network) != null,
                "network",
                Problem.NOT_A_NETWORK);
    }

    private static void checkWidth(Fields fields, @Nullable BlockedRange range) {
        if (range != null) {
            int widest = range.isIpv4() ? WIDEST_IPV4 : WIDEST_IPV6;
            fields.check(range.prefix() >= widest, "network", Problem.TOO_WIDE, widest)
                    .check(!range.hasInternal(), "network", Problem.INTERNAL_NETWORK);
        }
    }
}
