package com.afftok.shared.address;

import com.afftok.shared.code.KeyRing;
import java.util.HexFormat;

/// The 64-bit keys that identify clients without their addresses.
///
/// With the same link keys, edges and management compute the same key of an address. Without the
/// link keys, the address cannot be derived from its key, and addresses with colliding keys cannot
/// be chosen. No key is zero.
public final class AddressKeys {

    private static final int HEX_DIGITS = 16;

    private final SipHash hash;

    public AddressKeys(long seed) {
        this.hash = SipHash.keyed(seed, "click keys", 0);
    }

    public static AddressKeys of(KeyRing keys) {
        return new AddressKeys(keys.seed("click keys"));
    }

    /// The key of a client.
    ///
    /// @param address 4 or 16 bytes; all addresses of an IPv6 /64 have one key
    public long of(byte[] address) {
        long key = hash.of(client(address));
        return key == 0 ? 1 : key;
    }

    /// The key as 16 hexadecimal digits.
    public static String format(long key) {
        return HexFormat.of().toHexDigits(key);
    }

    /// The key, or 0 if the text is invalid.
    public static long parse(String text) {
        try {
            return text.length() == HEX_DIGITS ? HexFormat.fromHexDigitsToLong(text) : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /// The number of a client: an IPv4 address, or the /64 network of an IPv6 address, because one
    /// household has a whole /64. An IPv4-mapped address counts as IPv4. Zero without an address.
    public static long client(byte[] address) {
        byte[] client = AddressText.unmapped(address);
        return switch (client.length) {
            // a bit that no public network has separates it from all networks
            case 4 -> 0xFFFF_0000_0000L | number(client, 4);
            case 16 -> number(client, 8);
            default -> 0;
        };
    }

    private static long number(byte[] address, int bytes) {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number = number << 8 | (address[i] & 0xff);
        }
        return number;
    }
}
