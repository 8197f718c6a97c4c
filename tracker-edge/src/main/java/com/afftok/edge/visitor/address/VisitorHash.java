package com.afftok.edge.visitor.address;

import com.afftok.edge.visitor.agent.Agent;
import com.afftok.shared.address.AddressKeys;
import com.afftok.shared.address.SipHash;

/// A number for a visitor, who is an address with a User-Agent.
///
/// The key changes with each day (UTC) and cannot be derived without the secret, so the number
/// neither leads back to an address nor ties one day's visits to another's. All edges with the same
/// secret agree on it. A visitor who comes back right after midnight is a new one.
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
    /// @param address 4 or 16 bytes; an IPv6 address counts with its /64, as browsers change the
    ///   rest of it
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
