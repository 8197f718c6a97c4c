package com.afftok.edge.guard.tables;

import com.afftok.shared.address.AddressSet;
import com.afftok.shared.address.PublicAddress;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Predicate;

/// The blocked addresses, in fixed memory, and the networks blocked by administrators.
///
/// Addresses are stored as keys, from which they cannot be derived. Internal and trusted addresses
/// are never blocked: they belong to proxies with many visitors, or to us. An IPv6 address is
/// blocked with its /64. Blocking a blocked address does not prolong the block.
///
/// The end of a block is shared by all edges, Redis and the administrators' page, so it is compared
/// with the wall clock; clock skew of an edge shifts the end of its blocks.
///
/// When a set is full, the block that ends first is evicted.
public final class BlockedAddresses {

    private final Predicate<byte[]> trusted;
    private final AtomicLongArray blocked;
    private final AtomicLongArray untilMillis;
    private final int setMask;
    private volatile AddressSet networks = AddressSet.EMPTY;

    /// An empty table.
    ///
    /// @param trusted addresses of proxies and others that must never be blocked
    /// @param slots capacity; rounded up to a power of two
    public BlockedAddresses(Predicate<byte[]> trusted, int slots) {
        int rounded = Integer.highestOneBit(Math.max(slots, Slots.WAYS) - 1) << 1;
        this.trusted = trusted;
        this.blocked = new AtomicLongArray(rounded);
        this.untilMillis = new AtomicLongArray(rounded);
        this.setMask = rounded / Slots.WAYS - 1;
    }

    /// Whether clicks of the address are refused.
    ///
    /// @param key of the address, made by `ClickKeys.address`
    public boolean isBlocked(byte[] address, long key, long nowMillis) {
        int first = firstOf(key);
        int way = find(key, first, 0);
        while (way >= 0) {
            if (untilMillis.get(at(first, way, key)) > nowMillis) {
                return mayBlock(address);
            }
            way = find(key, first, way + 1);
        }
        return networks.contains(address) && mayBlock(address);
    }

    /// Replaces the blocked networks.
    public void block(AddressSet instead) {
        networks = instead;
    }

    public boolean mayBlock(byte[] address) {
        return !PublicAddress.isInternal(address) && !trusted.test(address);
    }

    /// Blocks the address unless it is blocked.
    ///
    /// @return whether the block is new
    public boolean block(long key, long until, long nowMillis) {
        int first = firstOf(key);
        while (true) {
            int way = find(key, first, 0);
            if (way >= 0) {
                return prolong(at(first, way, key), until, nowMillis);
            }
            int ending = firstToEnd(first);
            long before = blocked.get(ending);
            if (before == key || blocked.compareAndSet(ending, before, key)) {
                untilMillis.set(ending, until);
                return true;
            }
        }
    }

    public void unblock(long key) {
        int first = firstOf(key);
        int way = find(key, first, 0);
        while (way >= 0) {
            untilMillis.set(at(first, way, key), 0);
            way = find(key, first, way + 1);
        }
    }

    /// The number of blocked addresses; reads all slots.
    public int count(long nowMillis) {
        int count = 0;
        for (int slot = 0; slot < untilMillis.length(); slot++) {
            if (untilMillis.get(slot) > nowMillis) {
                count++;
            }
        }
        return count;
    }

    private int firstOf(long key) {
        return ((int) key & setMask) * Slots.WAYS;
    }

    private int find(long key, int first, int from) {
        return Slots.find(blocked, first, Slots.WAYS, from, key, 0);
    }

    private static int at(int first, int way, long key) {
        return Slots.at(first, Slots.WAYS, way, key);
    }

    private int firstToEnd(int first) {
        int ending = first;
        for (int slot = first + 1; slot < first + Slots.WAYS; slot++) {
            if (untilMillis.get(slot) < untilMillis.get(ending)) {
                ending = slot;
            }
        }
        return ending;
    }

    private boolean prolong(int slot, long until, long nowMillis) {
        if (untilMillis.get(slot) > nowMillis) {
            return false;
        }
        untilMillis.set(slot, until);
        return true;
    }
}
