package com.afftok.edge.visitor.address;

import com.afftok.shared.address.AddressKeys;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.LinkId;

/// The 64-bit keys under which clicks are counted.
///
/// Edges with the same secret compute the same keys, so that counts can be exchanged. Without the
/// secret, addresses with colliding keys cannot be chosen. No key is zero.
public final class ClickKeys {

    private final AddressKeys addresses;

    public ClickKeys(AddressKeys addresses) {
        this.addresses = addresses;
    }

    /// The key of a client.
    ///
    /// @param address 4 or 16 bytes; all addresses of an IPv6 /64 have one key
    public long address(byte[] address) {
        return addresses.of(address);
    }

    /// The key of a promoter's clicks from one client.
    ///
    /// @param address made by [#address]
    public long promoterAddress(long address, AccountId promoter) {
        return nonZero(mix(address + promoter.value() * 0x9E3779B97F4A7C15L));
    }

    /// The key of a client's clicks on one link.
    ///
    /// @param address made by [#address]
    public long addressLink(long address, LinkId link) {
        return nonZero(mix(address + link.value() * 0xD1342543DE82EF95L));
    }

    /// The key of a visitor's clicks on one link.
    ///
    /// @param visitor made by [VisitorHash#of]
    public long visitorLink(long visitor, LinkId link) {
        return nonZero(mix(visitor + link.value() * 0xAF251AF3B0F025B5L));
    }

    private static long mix(long z) {
        z = (z ^ (z >>> 32)) * 0xE9846AF9B1A615DL;
        z = (z ^ (z >>> 32)) * 0xE9846AF9B1A615DL;
        return z ^ (z >>> 28);
    }

    /// The key of an internal number, which visitors cannot choose.
    public static long spread(long number) {
        return nonZero(mix(number * 0x9E3779B97F4A7C15L));
    }

    private static long nonZero(long key) {
        return key == 0 ? 1 : key;
    }
}
