package com.afftok.edge.geo;

/// Tells addresses of the public internet from those that have no place on a map.
final class PublicAddress {

    private PublicAddress() {}

    /// False for private, loopback, link-local, unique-local, carrier-grade NAT, documentation,
    /// benchmark, multicast and reserved addresses, and for IPv6 ones that wrap an IPv4 address
    /// (6to4, Teredo), whose own registration says nothing.
    static boolean isPublic(byte[] address) {
        return switch (address.length) {
            case 4 -> isPublicIpv4(address[0] & 0xff, address[1] & 0xff, address[2] & 0xff);
            case 16 ->
                    isPublicIpv6(
                            ((address[0] & 0xff) << 8) | (address[1] & 0xff),
                            ((address[2] & 0xff) << 8) | (address[3] & 0xff));
            default -> false;
        };
    }

    private static boolean isPublicIpv4(int first, int second, int third) {
        return switch (first) {
            case 0, 10, 127 -> false;
            case 100 -> second < 64 || second > 127;
            case 169 -> second != 254;
            case 172 -> second < 16 || second > 31;
            case 192 -> second != 168 && !(second == 0 && (third == 0 || third == 2));
            case 198 -> second != 18 && second != 19 && !(second == 51 && third == 100);
            case 203 -> !(second == 0 && third == 113);
            default -> first < 224;
        };
    }

    private static boolean isPublicIpv6(int first, int second) {
        if (first >>> 13 != 1) {
            return false;
        }
        return first != 0x2002
                && !(first == 0x2001 && (second == 0 || second == 0xdb8))
                && !(first == 0x3fff && second < 0x1000);
    }
}
