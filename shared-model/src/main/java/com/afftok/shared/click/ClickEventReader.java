package com.afftok.shared.click;

import com.afftok.shared.id.ClickId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Reads the batches of [ClickEventWriter], of this and all earlier versions.
///
/// Damage does not affect neighbouring records: after bytes that are not an intact record it
/// searches for the next mark, regardless of the damaged length. Skipped bytes are reported in
/// their place.
public final class ClickEventReader {

    private final byte[] batch;
    private final CRC32C checksum = new CRC32C();

    private ClickEventReader(byte[] batch) {
        this.batch = batch;
    }

    public static List<ClickRecord> readAll(byte[] batch) {
        List<ClickRecord> records = new ArrayList<>();
        forEach(batch, records::add);
        return records;
    }

    /// The number of records before the first damage that is visible without decoding.
    public static int count(byte[] batch) {
        ClickEventReader reader = new ClickEventReader(batch);
        int count = 0;
        for (int at = 0; at < batch.length && reader.isWhole(at); at = reader.end(at)) {
            count++;
        }
        return count;
    }

    /// The click of this id, or null if it is not among the records before the first damage that is
    /// visible without decoding. Decodes no other record.
    public static @Nullable ClickEvent find(byte[] batch, ClickId id) {
        ClickEventReader reader = new ClickEventReader(batch);
        for (int at = 0; at < batch.length && reader.isWhole(at); at = reader.end(at)) {
            if (reader.isOf(at, id)
                    && reader.isIntact(at)
                    && reader.read(at, reader.end(at)) instanceof ClickRecord.Read(var click)
                    && click.id().equals(id)) {
                return click;
            }
        }
        return null;
    }

    /// Whether a record begins at this offset and the batch ends before it does.
    public static boolean isCutShort(byte[] batch, int offset) {
        ClickEventReader reader = new ClickEventReader(batch);
        return reader.isMarked(offset) && !reader.isWhole(offset);
    }

    /// Passes on the content of the batch, in order.
    public static void forEach(byte[] batch, Consumer<? super ClickRecord> action) {
        new ClickEventReader(batch).forEach(action);
    }

    private void forEach(Consumer<? super ClickRecord> action) {
        int at = 0;
        while (at < batch.length) {
            int end;
            if (isIntact(at)) {
                end = end(at);
                action.accept(read(at, end));
            } else {
                end = nextIntact(at + 1);
                action.accept(new ClickRecord.Corrupt(at, end - at, flaw(at)));
            }
            at = end;
        }
    }

    private ClickRecord read(int start, int end) {
        int version = batch[start + Frame.VERSION_OFFSET] & 0xFF;
        Payload payload =
                new Payload(batch, start + Frame.PAYLOAD_OFFSET, end - Frame.CHECKSUM_BYTES);
        try {
            return switch (version) {
                case 1 -> new ClickRecord.Read(payload.readVersion1());
                default ->
                        new ClickRecord.Corrupt(
                                start, end - start, "version " + version + " is not known");
            };
        } catch (IllegalArgumentException e) {
            return new ClickRecord.Corrupt(start, end - start, String.valueOf(e.getMessage()));
        }
    }

    /// Whether the payload begins with the id, as in every version.
    private boolean isOf(int start, ClickId id) {
        int from = start + Frame.PAYLOAD_OFFSET;
        return end(start) - Frame.CHECKSUM_BYTES - from >= 2 * Long.BYTES
                && (long) Frame.LONG.get(batch, from) == id.high()
                && (long) Frame.LONG.get(batch, from + Long.BYTES) == id.low();
    }

    private int nextIntact(int from) {
        int at = from;
        while (at < batch.length && !isIntact(at)) {
            at++;
        }
        return at;
    }

    private boolean isIntact(int start) {
        if (!isWhole(start)) {
            return false;
        }
        int from = start + Frame.VERSION_OFFSET;
        int to = end(start) - Frame.CHECKSUM_BYTES;
        checksum.reset();
        checksum.update(batch, from, to - from);
        return (int) checksum.getValue() == (int) Frame.INT.get(batch, to);
    }

    private boolean isWhole(int start) {
        return isMarked(start)
                && batch.length - start >= Frame.OVERHEAD
                && batch.length >= end(start);
    }

    private boolean isMarked(int start) {
        return batch[start] == Frame.MARK_0
                && start + 1 < batch.length
                && batch[start + 1] == Frame.MARK_1;
    }

    private int end(int start) {
        short length = (short) Frame.SHORT.get(batch, start + Frame.LENGTH_OFFSET);
        return start + Frame.OVERHEAD + Short.toUnsignedInt(length);
    }

    private String flaw(int start) {
        if (isWhole(start)) {
            return "the checksum does not match";
        }
        return isMarked(start) ? "the record is cut short" : "no record begins here";
    }
}
