package com.afftok.edge.fraud;

/// IP addresses as bytes: what counts as one client, and what is not in public use.
final class Addresses {

    private Addresses() {}

    /// The bytes that stand for one client: an IPv4 address, or the /64 network of an IPv6 address,
    /// because a single home has that many. IPv4 in IPv6 is IPv4. Zero for no address.
    static long client(byte[] address) {
        if (address.length == 4) {
            return ipv4(address, 0);
        }
        if (address.length != 16) {
            return 0;
        }
        return isMappedIpv4(address) ? ipv4(address, 12) : network(address);
    }

    /// Loopback, private, link-local, carrier-internal, unspecified or multicast: such an address
    /// does not tell one client from another, or is our own.
    static boolean isNotPublic(byte[] address) {
        if (address.length == 16 && isMappedIpv4(address)) {
            return isNotPublicIpv4(address[12] & 0xFF, address[13] & 0xFF);
        }
        return switch (address.length) {
            case 4 -> isNotPublicIpv4(address[0] & 0xFF, address[1] & 0xFF);
            case 16 -> isNotPublicIpv6(address);
            default -> true;
        };
    }

    private static boolean isNotPublicIpv4(int first, int second) {
        return switch (first) {
            case 0, 10, 127 -> true;
            case 100 -> second >= 64 && second < 128;
            case 169 -> second == 254;
            case 172 -> second >= 16 && second < 32;
            case 192 -> second == 168;
            default -> first >= 224;
        };
    }

    private static boolean isNotPublicIpv6(byte[] address) {
        int first = address[0] & 0xFF;
        return (first & 0xFE) == 0xFC
                || first == 0xFF
                || (first == 0xFE && (address[1] & 0x80) != 0)
                || (network(address) == 0 && isAtMostOne(address));
    }

    private static boolean isAtMostOne(byte[] address) {
        for (int i = 8; i < 15; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return (address[15] & 0xFF) <= 1;
    }

    private static boolean isMappedIpv4(byte[] address) {
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return false;
            }
        }
        return address[10] == -1 && address[11] == -1;
    }

    private static long ipv4(byte[] address, int from) {
        // set apart from every network by a bit that no public network has
        return 0xFFFF_0000_0000L
                | (address[from] & 0xFFL) << 24
                | (address[from + 1] & 0xFFL) << 16
                | (address[from + 2] & 0xFFL) << 8
                | (address[from + 3] & 0xFFL);
    }

    private static long network(byte[] address) {
        long network = 0;
        for (int i = 0; i < 8; i++) {
            network = network << 8 | (address[i] & 0xFF);
        }
        return network;
    }
}
