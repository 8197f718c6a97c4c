import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// The search tree of a country file in MaxMind's format, read in the order of addresses.
///
/// It supports what the files of ip-location-db need: 24-bit records, and maps of strings and
/// numbers.
final class MmdbTree {

    interface Networks {

        /// A network that starts at this address and ends where the next one starts.
        void network(long start, String country) throws IOException;
    }

    private static final byte[] METADATA =
            "\u00ab\u00cd\u00efMaxMind.com".getBytes(StandardCharsets.ISO_8859_1);
    private static final int DATA_SEPARATOR = 16;

    private final byte[] file;
    private final int nodes;
    private final int data;
    private final LocalDate built;
    private final Map<Integer, String> countries = new HashMap<>();
    private int at;

    MmdbTree(byte[] file) throws IOException {
        this.file = file;
        Map<?, ?> metadata = (Map<?, ?>) value(metadataStart(), metadataStart());
        if (number(metadata, "record_size") != 24 || number(metadata, "ip_version") != 6) {
            throw new IOException("a tree of another shape than expected: " + metadata);
        }
        nodes = (int) number(metadata, "node_count");
        data = nodes * 6 + DATA_SEPARATOR;
        built =
                Instant.ofEpochSecond(number(metadata, "build_epoch"))
                        .atZone(ZoneOffset.UTC)
                        .toLocalDate();
    }

    LocalDate built() {
        return built;
    }

    /// All IPv4 networks; starts are unsigned 32-bit addresses.
    void ipv4(Networks networks) throws IOException {
        walk(ipv4Root(), 0, 32, 32, networks);
    }

    /// All IPv6 networks, no finer than /64; starts are the upper halves of addresses.
    void ipv6(Networks networks) throws IOException {
        walk(0, 0, 64, 64, networks);
    }

    String ipv4(int address) throws IOException {
        int node = ipv4Root();
        for (int bit = 31; bit >= 0 && node < nodes; bit--) {
            node = child(node, address >>> bit & 1);
        }
        return country(node);
    }

    String ipv6(long upperHalf) throws IOException {
        int node = 0;
        for (int bit = 63; bit >= 0 && node < nodes; bit--) {
            node = child(node, (int) (upperHalf >>> bit & 1));
        }
        return upperHalf == 0 ? "" : first(node);
    }

    private void walk(int node, long start, int bits, int width, Networks networks)
            throws IOException {
        if (node < nodes && bits > 0) {
            walk(child(node, 0), start, bits - 1, width, networks);
            walk(child(node, 1), start | 1L << (bits - 1), bits - 1, width, networks);
        } else if (width == 64 && start == 0) {
            // the subtree of IPv4 addresses
            networks.network(0, "");
        } else {
            networks.network(start, first(node));
        }
    }

    private int ipv4Root() {
        int node = 0;
        for (int bit = 0; bit < 96 && node < nodes; bit++) {
            node = child(node, 0);
        }
        return node;
    }

    /// The country of the first address below a node.
    private String first(int node) throws IOException {
        int leaf = node;
        while (leaf < nodes) {
            leaf = child(leaf, 0);
        }
        return country(leaf);
    }

    private int child(int node, int side) {
        int offset = node * 6 + side * 3;
        return unsigned(offset) << 16 | unsigned(offset + 1) << 8 | unsigned(offset + 2);
    }

    private String country(int leaf) throws IOException {
        if (leaf == nodes) {
            return "";
        }
        String known = countries.get(leaf);
        if (known == null) {
            Map<?, ?> entry = (Map<?, ?>) value(leaf - nodes - DATA_SEPARATOR + data, data);
            known = (String) entry.get("country_code");
            if (known == null || !known.matches("[A-Z]{2}")) {
                throw new IOException("an entry without a country: " + entry);
            }
            countries.put(leaf, known);
        }
        return known;
    }

    private int metadataStart() throws IOException {
        for (int start = file.length - METADATA.length; start >= 0; start--) {
            int same = 0;
            while (same < METADATA.length && file[start + same] == METADATA[same]) {
                same++;
            }
            if (same == METADATA.length) {
                return start + METADATA.length;
            }
        }
        throw new IOException("no file in MaxMind's format");
    }

    private static long number(Map<?, ?> map, String key) throws IOException {
        if (map.get(key) instanceof Long number) {
            return number;
        }
        throw new IOException("the metadata have no " + key);
    }

    private Object value(int offset, int section) throws IOException {
        at = offset;
        return value(section);
    }

    private Object value(int section) throws IOException {
        int control = unsigned(at++);
        int type = control >> 5;
        if (type == 1) {
            int pointer = pointer(control) + section;
            int next = at;
            Object target = value(pointer, section);
            at = next;
            return target;
        }
        if (type == 0) {
            type = 7 + unsigned(at++);
        }
        int size = size(control & 31);
        return switch (type) {
            case 2 -> {
                at += size;
                yield new String(file, at - size, size, StandardCharsets.UTF_8);
            }
            case 5, 6, 9 -> (Object) number(size);
            case 7 -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                for (int entry = 0; entry < size; entry++) {
                    Object key = value(section);
                    map.put(key, value(section));
                }
                yield map;
            }
            case 11 -> {
                Object[] array = new Object[size];
                for (int entry = 0; entry < size; entry++) {
                    array[entry] = value(section);
                }
                yield array;
            }
            default -> throw new IOException("a value of type " + type + " is not expected");
        };
    }

    private int pointer(int control) throws IOException {
        return switch (control >> 3 & 3) {
            case 0 -> (control & 7) << 8 | (int) number(1);
            case 1 -> ((control & 7) << 16 | (int) number(2)) + 2048;
            case 2 -> ((control & 7) << 24 | (int) number(3)) + 526336;
            default -> (int) number(4);
        };
    }

    private int size(int bits) {
        return switch (bits) {
            case 29 -> 29 + (int) number(1);
            case 30 -> 285 + (int) number(2);
            case 31 -> 65821 + (int) number(3);
            default -> bits;
        };
    }

    private long number(int bytes) {
        long number = 0;
        for (int i = 0; i < bytes; i++) {
            number = number << 8 | unsigned(at++);
        }
        return number;
    }

    private int unsigned(int offset) {
        return file[offset] & 0xff;
    }
}
