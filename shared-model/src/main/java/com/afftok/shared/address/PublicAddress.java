package com.afftok.shared.address;

/// Distinguishes addresses of the public internet from others.
public final class PublicAddress {

    private PublicAddress() {}

    /// False for internal, documentation, benchmark and reserved addresses, and for IPv6 ones that
    /// contain an IPv4 address (6to4, Teredo), whose registration does not apply to it.
    public static boolean isPublic(byte[] address) {
        byte[] asked = AddressText.unmapped(address);
        return !isInternal(asked)
                && switch (asked.length) {
                    case 4 -> !isSetApart(asked[0] & 0xff, asked[1] & 0xff, asked[2] & 0xff);
                    default ->
                            isGlobal(
                                    ((asked[0] & 0xff) << 8) | (asked[1] & 0xff),
                                    ((asked[2] & 0xff) << 8) | (asked[3] & 0xff));
                };
    }

    /// Loopback, private, link-local, carrier-internal, unspecified, multicast or empty: such an
    /// address does not identify a client, or is our own.
    public static boolean isInternal(byte[] address) {
        byte[] asked = AddressText.unmapped(address);
        return switch (asked.length) {
            case 4 -> isInternalIpv4(asked[0] & 0xff, asked[1] & 0xff);
            case 16 -> isInternalIpv6(asked);
            default -> true;
        };
    }

    private static boolean isInternalIpv4(int first, int second) {
        return switch (first) {
            case 0, 10, 127 -> true;
            case 100 -> second >= 64 && second < 128;
            case 169 -> second == 254;
            case 172 -> second >= 16 && second < 32;
            case 192 -> second == 168;
            default -> first >= 224;
        };
    }

    private static boolean isInternalIpv6(byte[] address) {
        int first = address[0] & 0xff;
        return (first & 0xfe) == 0xfc
                || first == 0xff
                || (first == 0xfe && (address[1] & 0x80) != 0)
                || isAtMostOne(address);
    }

    private static boolean isAtMostOne(byte[] address) {
        for (int i = 0; i < 15; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return (address[15] & 0xff) <= 1;
    }

    private static boolean isSetApart(int first, int second, int third) {
        return switch (first) {
            case 192 -> second == 0 && (third == 0 || third == 2);
            case 198 -> second == 18 || second == 19 || (second == 51 && third == 100);
            case 203 -> second == 0 && third == 113;
            default -> false;
        };
    }

    private static boolean isGlobal(int first, int second) {
        return first >>> 13 == 1
                && first != 0x2002
                && !(first == 0x2001 && (second == 0 || second == 0xdb8))
                && !(first == 0x3fff && second < 0x1000);
    }
}
