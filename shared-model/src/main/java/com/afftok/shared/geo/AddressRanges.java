package com.afftok.shared.geo;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/// The address space as ranges with labels, in sorted arrays.
///
/// A range ends where the next one starts. IPv4 starts are 32-bit addresses. IPv6 starts are the
/// upper halves of addresses, because a /64 is the smallest network. For IPv4, an index by the
/// upper 16 bits limits the search.
public final class AddressRanges implements AddressLabels {

    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INTS =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /// One for each value of a byte; unused ones are empty.
    private static final int LABELS = 256;

    private static final int UPPER_HALVES = 1 << 16;

    private final LocalDate date;
    private final String source;
    private final String[] labels;
    private final int[] ipv4Starts;
    private final byte[] ipv4Labels;
    private final int[] ipv4Index;
    private final long[] ipv6Starts;
    private final byte[] ipv6Labels;

    /// The starts of ranges in unsigned order, the first being 0, and the index of each label. The
    /// arrays are not copied.
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Column(long[] starts, byte[] labels) {}

    AddressRanges(LocalDate date, String source, List<String> labels, Column ipv4, Column ipv6) {
        this.date = date;
        this.source = source;
        this.labels = Arrays.copyOf(labels.toArray(String[]::new), LABELS);
        Arrays.fill(this.labels, labels.size(), LABELS, "");
        this.ipv4Starts = new int[ipv4.starts().length];
        this.ipv4Index = new int[UPPER_HALVES + 1];
        fillIpv4(ipv4.starts());
        this.ipv4Labels = ipv4.labels();
        this.ipv6Starts = ipv6.starts();
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
        while (to - from > 1) {
            int middle = (from + to) >>> 1;
            if (Integer.compareUnsigned(ipv4Starts[middle], address) <= 0) {
                from = middle;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private int ipv6(long upperHalf) {
        int from = 0;
        int to = ipv6Starts.length;
        while (to - from > 1) {
            int middle = (from + to) >>> 1;
            if (Long.compareUnsigned(ipv6Starts[middle], upperHalf) <= 0) {
                from = middle;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /// Stores for each upper half the range of its first address.
    private void fillIpv4(long[] starts) {
        for (int range = 0; range < starts.length; range++) {
            long start = starts[range];
            ipv4Starts[range] = (int) start;
            ipv4Index[(int) ((start + 0xffff) >>> 16)] = range;
        }
        for (int upper = 1; upper <= UPPER_HALVES; upper++) {
            // without a start here, the previous range continues
            ipv4Index[upper] = Math.max(ipv4Index[upper], ipv4Index[upper - 1]);
        }
    }
}
