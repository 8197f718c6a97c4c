package com.afftok.shared.geo;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Makes small range files, valid and invalid ones.
public final class RangeFileBytes {

    private int magic = 0x41464752;
    private int version = 1;
    private String kind = "countries";
    private final List<String> labels = new ArrayList<>(List.of(""));
    private final List<Start> ipv4 = new ArrayList<>(List.of(new Start(0, 0)));
    private final List<Start> ipv6 = new ArrayList<>(List.of(new Start(0, 0)));
    private byte[] appendix = {};

    private record Start(long start, int label) {}

    public static RangeFileBytes aRangeFile() {
        return new RangeFileBytes();
    }

    public RangeFileBytes magic(int value) {
        this.magic = value;
        return this;
    }

    public RangeFileBytes version(int value) {
        this.version = value;
        return this;
    }

    public RangeFileBytes of(String value) {
        this.kind = value;
        return this;
    }

    public RangeFileBytes followedBy(byte[] bytes) {
        this.appendix = bytes;
        return this;
    }

    public RangeFileBytes ipv4From(long start, String label) {
        ipv4.add(new Start(start, index(label)));
        return this;
    }

    public RangeFileBytes ipv6From(long upperHalf, String label) {
        ipv6.add(new Start(upperHalf, index(label)));
        return this;
    }

    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new GZIPOutputStream(bytes))) {
            out.writeInt(magic);
            out.writeByte(version);
            out.writeUTF(kind);
            out.writeUTF("2026-06-01");
            out.writeUTF("a test");
            out.writeByte(labels.size() - 1);
            for (String label : labels.subList(1, labels.size())) {
                out.writeUTF(label);
            }
            write(ipv4, out);
            write(ipv6, out);
            out.write(appendix);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private int index(String label) {
        if (!labels.contains(label)) {
            labels.add(label);
        }
        return labels.indexOf(label);
    }

    private static void write(List<Start> column, DataOutputStream out) throws IOException {
        out.writeInt(column.size());
        long previous = 0;
        for (Start start : column) {
            long distance = start.start() - previous;
            for (; (distance & ~0x7fL) != 0; distance >>>= 7) {
                out.writeByte(((int) distance & 0x7f) | 0x80);
            }
            out.writeByte((int) distance);
            previous = start.start();
        }
        for (Start start : column) {
            out.writeByte(start.label());
        }
    }
}
