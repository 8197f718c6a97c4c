package com.afftok.edge.visitor.address;

import com.afftok.edge.visitor.agent.Agent;
import com.afftok.shared.address.AddressKeys;
import com.afftok.shared.address.SipHash;

/// A number that identifies a visitor by address and User-Agent.
///
/// The key changes each day (UTC) and cannot be derived without the secret, so the number neither
/// reveals the address nor links visits of different days. Edges with the same secret compute the
/// same number. A visitor who returns after midnight is a new one.
public final class VisitorHash {

    private static final long DAY_MILLIS = 86_400_000;

    private final long seed;
    private volatile Today today;

    private record Today(long day, SipHash hash) {}

    public VisitorHash(long seed) {
        this.seed = seed;
        this.today = of(0);
    }

    /// The number of a visitor.
    ///
    /// @param address 4 or 16 bytes; an IPv6 address counts with its /64, because browsers change
    ///   the rest
    public long of(byte[] address, Agent agent, long nowMillis) {
        Today now = today;
        long day = Math.floorDiv(nowMillis, DAY_MILLIS);
        if (now.day != day) {
            now = of(day);
            today = now;
        }
        return now.hash.of(AddressKeys.client(address), agent.fingerprint());
    }

    private Today of(long day) {
        return new Today(day, SipHash.keyed(seed, "visitor", day));
    }
}
