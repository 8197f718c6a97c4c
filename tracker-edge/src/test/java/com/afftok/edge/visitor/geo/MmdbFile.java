package com.afftok.edge.visitor.geo;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Makes small files in MaxMind's format, of any layout.
public final class MmdbFile {

    private static final int EMPTY = -1;
    private static final byte[] METADATA =
            "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);

    /// `{"country_code": "SA"}`, as in ip-location-db.
    public static final Layout FLAT = code -> map("country_code", string(code));

    /// `{"continent": …, "country": {"iso_code": "SA", …}}`, as in GeoLite2.
    public static final Layout NESTED =
            code ->
                    map(
                            "continent",
                            map("code", string("EU")),
                            "country",
                            map(
                                    "geoname_id",
                                    number(0xC0, 102358, 4),
                                    "iso_code",
                                    string(code),
                                    "names",
                                    map("en", string("Somewhere"))));

    /// `{"autonomous_system_number": 1}`, as in GeoLite2-ASN.
    public static final Layout WITHOUT_COUNTRY =
            _ -> map("autonomous_system_number", number(0xC0, 1, 4));

    public interface Layout {

        byte[] entry(String code);
    }

    private final int ipVersion;
    private final Layout layout;
    private final List<int[]> nodes = new ArrayList<>();
    private final Map<String, Integer> leaves = new LinkedHashMap<>();

    private MmdbFile(int ipVersion, Layout layout) {
        this.ipVersion = ipVersion;
        this.layout = layout;
        nodes.add(new int[] {EMPTY, EMPTY});
    }

    public static MmdbFile ofIpv6(Layout layout) {
        return new MmdbFile(6, layout);
    }

    public static MmdbFile ofIpv4(Layout layout) {
        return new MmdbFile(4, layout);
    }

    /// Adds a network that does not overlap earlier ones.
    public MmdbFile with(String address, int prefix, String code) {
        byte[] bytes = GeoTests.address(address);
        int leaf = -2 - leaves.computeIfAbsent(code, _ -> leaves.size());
        boolean mapped = ipVersion == 6 && bytes.length == 4;
        int length = mapped ? 96 + prefix : prefix;
        int node = 0;
        for (int bit = 0; bit < length; bit++) {
            int side = mapped && bit < 96 ? 0 : bit(bytes, mapped ? bit - 96 : bit);
            if (bit == length - 1) {
                nodes.get(node)[side] = leaf;
            } else {
                if (nodes.get(node)[side] == EMPTY) {
                    nodes.get(node)[side] = nodes.size();
                    nodes.add(new int[] {EMPTY, EMPTY});
                }
                node = nodes.get(node)[side];
            }
        }
        return this;
    }

    byte[] bytes() {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        int[] offsets = new int[leaves.size()];
        leaves.forEach((code, index) -> {
            offsets[index] = data.size();
            data.writeBytes(layout.entry(code));
        });
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        for (int[] node : nodes) {
            for (int child : node) {
                int value = child;
                if (child == EMPTY) {
                    value = nodes.size();
                } else if (child < EMPTY) {
                    value = nodes.size() + 16 + offsets[-2 - child];
                }
                file.write(value >>> 16);
                file.write(value >>> 8);
                file.write(value);
            }
        }
        file.writeBytes(new byte[16]);
        file.writeBytes(data.toByteArray());
        file.writeBytes(METADATA);
        file.writeBytes(
                map(
                        "binary_format_major_version",
                        number(0xA0, 2, 2),
                        "binary_format_minor_version",
                        number(0xA0, 0, 2),
                        "build_epoch",
                        uint64(1_780_000_000L),
                        "database_type",
                        string("test"),
                        "description",
                        map(),
                        "ip_version",
                        number(0xA0, ipVersion, 2),
                        "languages",
                        new byte[] {0, 4},
                        "node_count",
                        number(0xC0, nodes.size(), 4),
                        "record_size",
                        number(0xA0, 24, 2)));
        return file.toByteArray();
    }

    public Path writeTo(Path path) {
        try {
            return Files.write(path, bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int bit(byte[] address, int index) {
        return (address[index / 8] >>> (7 - index % 8)) & 1;
    }

    private static byte[] map(Object... keysAndValues) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0xE0 | keysAndValues.length / 2);
        for (int i = 0; i < keysAndValues.length; i += 2) {
            out.writeBytes(string((String) keysAndValues[i]));
            out.writeBytes((byte[]) keysAndValues[i + 1]);
        }
        return out.toByteArray();
    }

    private static byte[] string(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(0x40 | bytes.length);
        out.writeBytes(bytes);
        return out.toByteArray();
    }

    private static byte[] number(int type, long value, int length) {
        byte[] bytes = new byte[1 + length];
        bytes[0] = (byte) (type | length);
        for (int i = 0; i < length; i++) {
            bytes[length - i] = (byte) (value >>> (8 * i));
        }
        return bytes;
    }

    private static byte[] uint64(long value) {
        byte[] number = number(0, value, 8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(number[0]);
        out.write(9 - 7);
        out.write(number, 1, 8);
        return out.toByteArray();
    }
}
