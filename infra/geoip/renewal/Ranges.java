import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Writes address ranges with labels for the edge; README.md describes the file.
///
/// Ranges are added in the order of their addresses. A range ends where the next one starts;
/// neighbours with the same label are merged.
final class Ranges {

    private static final int MAGIC = 0x41464752; // AFGR
    private static final int VERSION = 1;

    private final String kind;
    private final LocalDate date;
    private final String source;
    private final List<String> labels = new ArrayList<>(List.of(""));
    private final Column ipv4 = new Column();
    private final Column ipv6 = new Column();

    Ranges(String kind, LocalDate date, String source) {
        this.kind = kind;
        this.date = date;
        this.source = source;
    }

    /// @param start an unsigned 32-bit address
    void ipv4(long start, String label) throws IOException {
        ipv4.add(start, index(label));
    }

    /// @param start the upper half of an address
    void ipv6(long start, String label) throws IOException {
        ipv6.add(start, index(label));
    }

    int ipv4Count() {
        return ipv4.count;
    }

    int ipv6Count() {
        return ipv6.count;
    }

    int labelCount() {
        return labels.size() - 1;
    }

    String ipv4Label(long address) {
        return labels.get(ipv4.label(address));
    }

    String ipv6Label(long upperHalf) {
        return labels.get(ipv6.label(upperHalf));
    }

    void write(Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(new BestCompression(bytes))) {
            out.writeInt(MAGIC);
            out.writeByte(VERSION);
            out.writeUTF(kind);
            out.writeUTF(date.toString());
            out.writeUTF(source);
            out.writeByte(labels.size() - 1);
            for (String label : labels.subList(1, labels.size())) {
                out.writeUTF(label);
            }
            ipv4.write(out);
            ipv6.write(out);
        }
        Files.write(file, bytes.toByteArray());
    }

    private int index(String label) throws IOException {
        int index = labels.indexOf(label);
        if (index < 0) {
            index = labels.size();
            labels.add(label);
        }
        if (index > 255) {
            throw new IOException("more than 255 labels");
        }
        return index;
    }

    private static final class Column {

        private long[] starts = new long[1024];
        private byte[] labels = new byte[1024];
        private int count;

        void add(long start, int label) throws IOException {
            if (count == 0 ? start != 0 : Long.compareUnsigned(start, starts[count - 1]) <= 0) {
                throw new IOException("a range out of order at " + Long.toHexString(start));
            }
            if (count > 0 && labels[count - 1] == (byte) label) {
                return;
            }
            if (count == starts.length) {
                starts = Arrays.copyOf(starts, 2 * count);
                labels = Arrays.copyOf(labels, 2 * count);
            }
            starts[count] = start;
            labels[count++] = (byte) label;
        }

        int label(long address) {
            int low = 0;
            int high = count;
            while (high - low > 1) {
                int middle = (low + high) >>> 1;
                if (Long.compareUnsigned(starts[middle], address) <= 0) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return labels[low] & 0xff;
        }

        void write(DataOutputStream out) throws IOException {
            out.writeInt(count);
            long previous = 0;
            for (int i = 0; i < count; i++) {
                long distance = starts[i] - previous;
                while ((distance & ~0x7fL) != 0) {
                    out.writeByte((int) distance & 0x7f | 0x80);
                    distance >>>= 7;
                }
                out.writeByte((int) distance);
                previous = starts[i];
            }
            out.write(labels, 0, count);
        }
    }

    private static final class BestCompression extends GZIPOutputStream {

        BestCompression(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
