package com.afftok.shared.address;

import org.jspecify.annotations.Nullable;

/// Parses and formats IP addresses; in memory they are 4 or 16 bytes.
///
/// Only complete literals are accepted: no names, no short forms such as `127.1`, no zones, and no
/// octets with leading zeros, which some systems treat as octal. DNS is never used. An IPv4-mapped
/// IPv6 address (`::ffff:192.0.2.1`) is always the IPv4 address.
public final class AddressText {

    private static final int GROUPS = 8;

    private AddressText() {}

    /// Parses a whole text.
    ///
    /// @return 4 or 16 bytes, or null if the text is not an address
    public static byte @Nullable [] parse(CharSequence text) {
        return parse(text, 0, text.length());
    }

    /// Parses a part of a text; the end is exclusive.
    public static byte @Nullable [] parse(CharSequence text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '.') {
                return ipv4(text, from, to);
            }
            if (c == ':') {
                return ipv6(text, from, to);
            }
        }
        return null;
    }

    /// The standard form: dotted for IPv4; for IPv6 lower-case groups, the longest run of zeros as
    /// `::`.
    public static String format(byte[] address) {
        return switch (address.length) {
            case 4 -> ipv4(address);
            case 16 -> ipv6(address);
            default -> throw new IllegalArgumentException(address.length + " bytes");
        };
    }

    /// The IPv4 address if these 16 bytes are a mapped one; else the same bytes.
    public static byte[] unmapped(byte[] address) {
        if (address.length != 16 || address[10] != -1 || address[11] != -1) {
            return address;
        }
        for (int i = 0; i < 10; i++) {
            if (address[i] != 0) {
                return address;
            }
        }
        return new byte[] {address[12], address[13], address[14], address[15]};
    }

    private static byte @Nullable [] ipv4(CharSequence text, int from, int to) {
        long bits = ipv4Bits(text, from, to);
        return bits < 0
                ? null
                : new byte[] {
                    (byte) (bits >>> 24), (byte) (bits >>> 16), (byte) (bits >>> 8), (byte) bits
                };
    }

    /// Parses a dotted address.
    ///
    /// @return the 32 bits of a dotted address, or -1
    private static long ipv4Bits(CharSequence text, int from, int to) {
        long bits = 0;
        int octet = 0;
        int digits = 0;
        int dots = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (digits == 0 || ++dots > 3) {
                    return -1;
                }
                bits = (bits << 8) | octet;
                octet = 0;
                digits = 0;
            } else if (c >= '0' && c <= '9') {
                if (digits > 0 && octet == 0) {
                    return -1;
                }
                octet = octet * 10 + c - '0';
                if (++digits > 3 || octet > 255) {
                    return -1;
                }
            } else {
                return -1;
            }
        }
        return dots == 3 && digits > 0 ? (bits << 8) | octet : -1;
    }

    private static byte @Nullable [] ipv6(CharSequence text, int from, int to) {
        byte[] bytes = new byte[16];
        int groups = 0;
        int gap = -1;
        int at = from;
        if (to - from >= 2 && text.charAt(from) == ':') {
            if (text.charAt(from + 1) != ':') {
                return null;
            }
            gap = 0;
            at += 2;
        }
        while (at < to) {
            int end = at;
            int group = 0;
            while (end < to && hex(text.charAt(end)) >= 0) {
                group = (group << 4) | hex(text.charAt(end));
                end++;
                if (end - at > 4) {
                    return null;
                }
            }
            if (end < to && text.charAt(end) == '.') {
                long bits = groups > GROUPS - 2 ? -1 : ipv4Bits(text, at, to);
                if (bits < 0) {
                    return null;
                }
                put(bytes, groups++, (int) (bits >>> 16));
                put(bytes, groups++, (int) bits);
                break;
            }
            if (end == at || groups == GROUPS) {
                return null;
            }
            put(bytes, groups++, group);
            if (end == to) {
                break;
            }
            if (text.charAt(end) != ':' || end + 1 == to) {
                return null;
            }
            at = end + 1;
            if (text.charAt(at) == ':') {
                if (gap >= 0) {
                    return null;
                }
                gap = groups;
                at++;
            }
        }
        if (gap < 0) {
            return groups == GROUPS ? unmapped(bytes) : null;
        }
        if (groups == GROUPS) {
            return null;
        }
        int moved = 2 * (groups - gap);
        System.arraycopy(bytes, 2 * gap, bytes, 16 - moved, moved);
        for (int i = 2 * gap; i < 16 - moved; i++) {
            bytes[i] = 0;
        }
        return unmapped(bytes);
    }

    private static void put(byte[] bytes, int group, int value) {
        bytes[2 * group] = (byte) (value >>> 8);
        bytes[2 * group + 1] = (byte) value;
    }

    private static int hex(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int lower = c | 0x20;
        return c < 128 && lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }

    private static String ipv4(byte[] address) {
        StringBuilder text = new StringBuilder(15);
        for (byte octet : address) {
            if (!text.isEmpty()) {
                text.append('.');
            }
            text.append(octet & 0xff);
        }
        return text.toString();
    }

    private static String ipv6(byte[] address) {
        int gapStart = -1;
        int gapLength = 1;
        for (int start = 0; start < GROUPS; start++) {
            int end = start;
            while (end < GROUPS && group(address, end) == 0) {
                end++;
            }
            if (end - start > gapLength) {
                gapStart = start;
                gapLength = end - start;
            }
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            if (i == gapStart) {
                text.append("::");
                i += gapLength - 1;
                continue;
            }
            if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
                text.append(':');
            }
            text.append(Integer.toHexString(group(address, i)));
        }
        return text.toString();
    }

    private static int group(byte[] address, int index) {
        return ((address[2 * index] & 0xff) << 8) | (address[2 * index + 1] & 0xff);
    }
}
