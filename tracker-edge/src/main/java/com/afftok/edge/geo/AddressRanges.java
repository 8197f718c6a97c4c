package com.afftok.edge.geo;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/// The whole address space cut into ranges with a label each, held in sorted arrays.
///
/// A range begins at its start and ends where the next one starts. IPv4 starts are 32-bit
/// addresses, IPv6 starts the upper halves of addresses, since a /64 is the smallest network there
/// is; both are shifted into the signed order that Java compares in. Of IPv4, the upper half of an
/// address says between which ranges to search.
final class AddressRanges implements AddressLabels {

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final LocalDate date;
    private final String source;
    private final String[] labels;
    private final int[] ipv4Starts;
    private final byte[] ipv4Labels;
    private final int[] ipv4Index;
    private final long[] ipv6Starts;
    private final byte[] ipv6Labels;

    /// A start of each range in unsigned order, the first being 0, and for each the index of its
    /// label. The arrays are handed over for good.
    @SuppressWarnings("ArrayRecordComponent") // nobody compares columns
    record Column(long[] starts, byte[] labels) {}

    AddressRanges(LocalDate date, String source, List<String> labels, Column ipv4, Column ipv6) {
        this.date = date;
        this.source = source;
        this.labels = labels.toArray(String[]::new);
        this.ipv4Starts = new int[ipv4.starts().length];
        for (int i = 0; i < ipv4Starts.length; i++) {
            ipv4Starts[i] = (int) ipv4.starts()[i] ^ Integer.MIN_VALUE;
        }
        this.ipv4Labels = ipv4.labels();
        this.ipv4Index = index(ipv4Starts);
        this.ipv6Starts = ipv6.starts();
        for (int i = 0; i < ipv6Starts.length; i++) {
            ipv6Starts[i] ^= Long.MIN_VALUE;
        }
        this.ipv6Labels = ipv6.labels();
    }

    @Override
    public String label(byte[] address) {
        return switch (address.length) {
            case 4 -> labels[ipv4Labels[ipv4((int) INTS.get(address, 0))] & 0xff];
            case 16 -> labels[ipv6Labels[ipv6((long) LONGS.get(address, 0))] & 0xff];
            default -> "";
        };
    }

    @Override
    public String description() {
        return "%s of %s: %d IPv4 and %d IPv6 ranges"
                .formatted(source, date, ipv4Starts.length, ipv6Starts.length);
    }

    LocalDate date() {
        return date;
    }

    private int ipv4(int address) {
        int upper = address >>> 16;
        int from = ipv4Index[upper];
        int to = ipv4Index[upper + 1] + 1;
        int key = address ^ Integer.MIN_VALUE;
        while (to - from > 1) {
            int middle = (from + to) >>> 1;
            if (ipv4Starts[middle] <= key) {
                from = middle;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private int ipv6(long upperHalf) {
        long key = upperHalf ^ Long.MIN_VALUE;
        int from = 0;
        int to = ipv6Starts.length;
        while (to - from > 1) {
            int middle = (from + to) >>> 1;
            if (ipv6Starts[middle] <= key) {
                from = middle;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /// For each upper half of an address, the range that its first address is in.
    private static int[] index(int[] starts) {
        int[] index = new int[(1 << 16) + 1];
        int range = 0;
        for (int upper = 0; upper < 1 << 16; upper++) {
            int first = (upper << 16) ^ Integer.MIN_VALUE;
            while (range + 1 < starts.length && starts[range + 1] <= first) {
                range++;
            }
            index[upper] = range;
        }
        Arrays.fill(index, 1 << 16, index.length, starts.length - 1);
        return index;
    }
}
