package com.afftok.shared.geo;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// Reads the compact files that `infra/geoip/renew` writes; its README describes them.
///
/// The file is one gzip member, whose checksum detects truncation and damage.
public final class RangeFile {

    public static final int GZIP_MAGIC = 0x1f8b;

    private static final String CUT = "the file is cut short";
    private static final int MAGIC = 0x41464752; // AFGR
    private static final int VERSION = 1;
    private static final int MAX_BYTES = 128 << 20;
    private static final int BUFFER = 64 << 10;

    private final byte[] bytes;
    private int at;

    private RangeFile(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Reads a whole file.
    ///
    /// @throws IOException if it is another kind of file, or damaged
    public static AddressRanges read(InputStream compressed, GeoData data) throws IOException {
        byte[] bytes;
        try (GZIPInputStream unpacked = new GZIPInputStream(compressed, BUFFER)) {
            bytes = unpacked.readNBytes(MAX_BYTES + 1);
        } catch (EOFException e) {
            throw new IOException(CUT, e);
        }
        if (bytes.length > MAX_BYTES) {
            throw new IOException("the file is larger than " + MAX_BYTES + " bytes");
        }
        return new RangeFile(bytes).ranges(data);
    }

    private AddressRanges ranges(GeoData data) throws IOException {
        if (number(4) != MAGIC) {
            throw new IOException("not a file of address ranges");
        }
        long version = number(1);
        if (version != VERSION) {
            throw new IOException("version " + version + " of the file is not known");
        }
        String found = text();
        if (!found.equals(data.kind())) {
            throw new IOException("holds \"" + found + "\", not \"" + data.kind() + '"');
        }
        LocalDate date = date(text());
        String source = text();
        int labelCount = (int) number(1);
        List<String> labels = new ArrayList<>(List.of(""));
        for (int i = 0; i < labelCount; i++) {
            labels.add(data.label(text()));
        }
        AddressRanges.Column ipv4 = column(0xffff_ffffL);
        AddressRanges.Column ipv6 = column(-1L);
        if (at != bytes.length) {
            throw new IOException("the file goes on after its end");
        }
        return new AddressRanges(date, source, labels, ipv4, ipv6);
    }

    /// Starts are differences in variable-length encoding: seven bits a byte, lowest first, with
    /// the high bit as continuation. The loops are simple because they run once, before they are
    /// compiled.
    private AddressRanges.Column column(long maxStart) throws IOException {
        int count = (int) number(4);
        // a range takes at least two bytes
        if (count < 1 || count > (bytes.length - at) / 2) {
            throw new IOException(CUT);
        }
        byte[] file = bytes;
        int next = at;
        long[] starts = new long[count];
        long previous = -1;
        long start = 0;
        for (int i = 0; i < count; i++) {
            int shift = 0;
            byte part;
            do {
                if (next == file.length || shift > 63) {
                    throw new IOException(CUT);
                }
                part = file[next++];
                start += (part & 0x7fL) << shift;
                shift += 7;
            } while (part < 0);
            // unsigned comparison
            if (start + Long.MIN_VALUE <= previous + Long.MIN_VALUE && i > 0) {
                throw new IOException("range " + i + " is out of order");
            }
            starts[i] = start;
            previous = start;
        }
        at = next;
        if (starts[0] != 0 || Long.compareUnsigned(previous, maxStart) > 0) {
            throw new IOException("the ranges do not cover the addresses");
        }
        need(count);
        at += count;
        return new AddressRanges.Column(starts, Arrays.copyOfRange(file, at - count, at));
    }

    private LocalDate date(String text) throws IOException {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw new IOException("the file has no date", e);
        }
    }

    private String text() throws IOException {
        int length = (int) number(2);
        need(length);
        at += length;
        return new String(bytes, at - length, length, StandardCharsets.UTF_8);
    }

    private long number(int length) throws IOException {
        need(length);
        long number = 0;
        for (int i = 0; i < length; i++) {
            number = (number << 8) | (bytes[at++] & 0xff);
        }
        return number;
    }

    private void need(int length) throws IOException {
        if (length > bytes.length - at) {
            throw new IOException(CUT);
        }
    }
}
