package com.afftok.shared.address;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/// A set of networks in CIDR notation.
///
/// The two families are separate: an IPv6 network contains no IPv4 address, not even `::/0`, and an
/// IPv4-mapped address counts as IPv4.
public final class AddressSet {

    public static final AddressSet EMPTY = new AddressSet(List.of(), List.of());

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final MergedRanges ipv4;
    private final MergedRanges ipv6;

    private AddressSet(List<Network> ipv4, List<Network> ipv6) {
        this.ipv4 = MergedRanges.of(ipv4.stream().map(Network::range).toList());
        this.ipv6 = MergedRanges.of(ipv6.stream().map(Network::range).toList());
    }

    /// The set of all addresses in the networks.
    ///
    /// @param networks such as `10.0.0.0/8`, `2001:db8::/32` or single addresses
    /// @throws IllegalArgumentException with the invalid network
    public static AddressSet of(List<String> networks) {
        List<Network> ipv4 = new ArrayList<>();
        List<Network> ipv6 = new ArrayList<>();
        for (String text : networks) {
            Network network = Network.parse(text);
            (network.address().length == 4 ? ipv4 : ipv6).add(network);
        }
        return new AddressSet(ipv4, ipv6);
    }

    /// Whether an address is in one of the networks.
    ///
    /// @param address 4 or 16 bytes; an empty one is in no network
    public boolean contains(byte[] address) {
        byte[] asked = AddressText.unmapped(address);
        return switch (asked.length) {
            case 4 -> ipv4.contain(0, low(asked));
            case 16 -> ipv6.contain(high(asked), low(asked));
            default -> false;
        };
    }

    /// The size of the set, for the log.
    public String description() {
        return "%d IPv4 and %d IPv6 ranges".formatted(ipv4.count(), ipv6.count());
    }

    private static long high(byte[] address) {
        return address.length == 4 ? 0 : (long) LONGS.get(address, 0);
    }

    private static long low(byte[] address) {
        return address.length == 4
                ? (int) INTS.get(address, 0) & 0xffff_ffffL
                : (long) LONGS.get(address, 8);
    }

    /// An address and its prefix length; the other bits are zero.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Network(byte[] address, int prefix) {

        static Network parse(String text) {
            int slash = text.indexOf('/');
            byte[] address = AddressText.parse(slash < 0 ? text : text.substring(0, slash));
            if (address == null) {
                throw new IllegalArgumentException(
                        "must be addresses or networks such as 10.0.0.0/8, not \"" + text + '"');
            }
            int width = 8 * address.length;
            return new Network(address, slash < 0 ? width : prefix(text, slash + 1, width));
        }

        MergedRanges.Range range() {
            int free = 8 * address.length - prefix;
            long freeHigh = free <= 64 ? 0 : ones(free - 64);
            long freeLow = ones(Math.min(free, 64));
            long high = high(address);
            long low = low(address);
            if ((high & freeHigh) != 0 || (low & freeLow) != 0) {
                throw new IllegalArgumentException(
                        "\"%s/%d\" has bits beyond its prefix"
                                .formatted(AddressText.format(address), prefix));
            }
            return new MergedRanges.Range(high, low, high | freeHigh, low | freeLow);
        }

        private static int prefix(String text, int from, int width) {
            int prefix = 0;
            int digits = text.length() - from;
            boolean number = digits >= 1 && digits <= 3;
            for (int i = from; number && i < text.length(); i++) {
                int digit = text.charAt(i) - '0';
                number = digit >= 0 && digit <= 9;
                prefix = prefix * 10 + digit;
            }
            if (!number || prefix > width) {
                throw new IllegalArgumentException(
                        "\"%s\" needs a prefix from 0 to %d".formatted(text, width));
            }
            return prefix;
        }

        private static long ones(int bits) {
            return bits == 0 ? 0 : -1L >>> (64 - bits);
        }
    }
}
