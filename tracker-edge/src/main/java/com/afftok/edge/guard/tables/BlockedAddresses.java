package com.afftok.edge.guard.tables;

import com.afftok.shared.address.AddressSet;
import com.afftok.shared.address.PublicAddress;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Predicate;

/// The addresses whose clicks are refused for a while, in fixed memory, and the networks that
/// people have blocked.
///
/// Blocks are kept under the keys of addresses, so that nobody learns from them whose they are. An
/// address that is internal, or that the caller trusts, is never blocked, whoever asks for it: it
/// would be a proxy's that hides everybody behind it, or our own. An IPv6 address is blocked with
/// its /64. Blocking an address again does not prolong the block.
///
/// The end of a block is a time that all edges, Redis and the administrators' page share, so it is
/// compared with the wall clock. An edge whose clock is set by a minute ends its blocks a minute
/// earlier or later.
///
/// When a set is full, the block that is the first to end is evicted.
public final class BlockedAddresses {

    private final Predicate<byte[]> trusted;
    private final AtomicLongArray blocked;
    private final AtomicLongArray untilMillis;
    private final int setMask;
    private volatile AddressSet networks = AddressSet.EMPTY;

    /// Nothing is blocked yet.
    ///
    /// @param trusted addresses of proxies, and others that must never be blocked
    /// @param slots how many blocks there may be; rounded up to a power of two
    public BlockedAddresses(Predicate<byte[]> trusted, int slots) {
        int rounded = Integer.highestOneBit(Math.max(slots, Slots.WAYS) - 1) << 1;
        this.trusted = trusted;
        this.blocked = new AtomicLongArray(rounded);
        this.untilMillis = new AtomicLongArray(rounded);
        this.setMask = rounded / Slots.WAYS - 1;
    }

    /// Whether clicks of the address are to be refused.
    ///
    /// @param key of the address, made by `ClickKeys.address`
    public boolean isBlocked(byte[] address, long key, long nowMillis) {
        int first = ((int) key & setMask) * Slots.WAYS;
        for (int slot = first; slot < first + Slots.WAYS; slot++) {
            if (blocked.get(slot) == key && untilMillis.get(slot) > nowMillis) {
                return mayBlock(address);
            }
        }
        return networks.contains(address) && mayBlock(address);
    }

    /// Whose clicks are refused from now on beside those of single addresses.
    public void block(AddressSet instead) {
        networks = instead;
    }

    public boolean mayBlock(byte[] address) {
        return !PublicAddress.isInternal(address) && !trusted.test(address);
    }

    /// Blocks the address unless it is already.
    ///
    /// @return whether the block is new
    public boolean block(long key, long until, long nowMillis) {
        int first = ((int) key & setMask) * Slots.WAYS;
        while (true) {
            int ending = first;
            for (int slot = first; slot < first + Slots.WAYS; slot++) {
                if (blocked.get(slot) == key) {
                    return prolong(slot, until, nowMillis);
                }
                if (untilMillis.get(slot) < untilMillis.get(ending)) {
                    ending = slot;
                }
            }
            long before = blocked.get(ending);
            if (before == key || blocked.compareAndSet(ending, before, key)) {
                untilMillis.set(ending, until);
                return true;
            }
        }
    }

    public void unblock(long key) {
        int first = ((int) key & setMask) * Slots.WAYS;
        for (int slot = first; slot < first + Slots.WAYS; slot++) {
            if (blocked.get(slot) == key) {
                untilMillis.set(slot, 0);
            }
        }
    }

    /// How many addresses are blocked now; looks at all slots.
    public int count(long nowMillis) {
        int count = 0;
        for (int slot = 0; slot < untilMillis.length(); slot++) {
            if (untilMillis.get(slot) > nowMillis) {
                count++;
            }
        }
        return count;
    }

    private boolean prolong(int slot, long until, long nowMillis) {
        if (untilMillis.get(slot) > nowMillis) {
            return false;
        }
        untilMillis.set(slot, until);
        return true;
    }
}
