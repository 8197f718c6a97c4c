package com.afftok.shared.click;

import java.util.Arrays;
import java.util.zip.CRC32C;

/// Encodes clicks into a batch for [ClickEventReader]; reusable, for one thread.
///
/// It writes directly into its buffer and allocates nothing. A character that PostgreSQL cannot
/// store (an unpaired surrogate, or NUL) is written as U+FFFD, so that one click cannot fail the
/// transaction of thousands.
public final class ClickEventWriter {

    /// Maximum size of a record.
    public static final int MAX_RECORD_BYTES = 8192;

    private static final int INITIAL_BYTES = 4 * MAX_RECORD_BYTES;
    private static final int MAX_UTF8_BYTES = 3;
    private static final char MAX_PLAIN = 0x7F;
    private static final char REPLACEMENT = '\uFFFD';

    private final CRC32C checksum = new CRC32C();
    private byte[] buffer = new byte[INITIAL_BYTES];
    private int size;
    private int count;
    private int at;

    public void append(ClickEvent event) {
        if (buffer.length - size < MAX_RECORD_BYTES) {
            buffer = Arrays.copyOf(buffer, Math.multiplyExact(buffer.length, 2));
        }
        at = size + Frame.PAYLOAD_OFFSET;
        writePayload(event);
        seal(size, at);
        size = at + Frame.CHECKSUM_BYTES;
        count++;
    }

    /// The clicks since the last reset.
    public int count() {
        return count;
    }

    /// The bytes since the last reset.
    public int size() {
        return size;
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(buffer, size);
    }

    public void reset() {
        size = 0;
        count = 0;
    }

    private void writePayload(ClickEvent event) {
        writeLong(event.id().high());
        writeLong(event.id().low());
        writeLong(event.offer().value());
        writeLong(event.promoter().value());
        writeLong(event.advertiser().value());
        writeByte(event.bucket().code());
        writeByte(event.score());
        writeInt(event.reasons());
        writeInt(event.ruleSet());
        writeCountry(event.country());
        writeByte(event.device().code());
        writeText(event.browser());
        writeText(event.os());
        writeAddress(event.address());
        writeLong(event.visitor());
        writeText(event.userAgent());
        writeText(event.referrer());
        writeTags(event.tags());
    }

    private void writeTags(Tags tags) {
        for (Tag tag : Tag.ALL) {
            writeText(tags.get(tag));
        }
    }

    private void seal(int start, int end) {
        buffer[start] = Frame.MARK_0;
        buffer[start + 1] = Frame.MARK_1;
        buffer[start + Frame.VERSION_OFFSET] = Frame.VERSION;
        Frame.SHORT.set(
                buffer, start + Frame.LENGTH_OFFSET, (short) (end - start - Frame.PAYLOAD_OFFSET));
        checksum.reset();
        checksum.update(buffer, start + Frame.VERSION_OFFSET, end - start - Frame.VERSION_OFFSET);
        Frame.INT.set(buffer, end, (int) checksum.getValue());
    }

    private void writeByte(int value) {
        buffer[at++] = (byte) value;
    }

    private void writeInt(int value) {
        Frame.INT.set(buffer, at, value);
        at += Integer.BYTES;
    }

    private void writeLong(long value) {
        Frame.LONG.set(buffer, at, value);
        at += Long.BYTES;
    }

    private void writeCountry(String country) {
        writeByte(country.isEmpty() ? 0 : country.charAt(0));
        writeByte(country.isEmpty() ? 0 : country.charAt(1));
    }

    private void writeAddress(byte[] address) {
        writeByte(address.length);
        for (byte b : address) {
            writeByte(b);
        }
    }

    private void writeText(String text) {
        int length = text.length();
        if (length * MAX_UTF8_BYTES <= Frame.MAX_SHORT_TEXT) {
            int start = at + 1;
            int end = encode(text, start);
            buffer[at] = (byte) (end - start);
            at = end;
        } else {
            int start = at + Short.BYTES;
            int end = encode(text, start);
            Frame.SHORT.set(buffer, at, (short) (0x8000 | (end - start)));
            at = end;
        }
    }

    private int encode(String text, int start) {
        byte[] target = buffer;
        int length = text.length();
        int to = start;
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            boolean plain = (char) (c - 1) < MAX_PLAIN; // false for NUL, which wraps around
            if (!plain) {
                return encodeRest(text, i, to);
            }
            target[to++] = (byte) c;
        }
        return to;
    }

    private int encodeRest(String text, int from, int start) {
        byte[] target = buffer;
        int length = text.length();
        int to = start;
        for (int i = from; i < length; i++) {
            char c = text.charAt(i);
            if (c > 0 && c <= MAX_PLAIN) {
                target[to++] = (byte) c;
            } else if (c > 0 && c < 0x800) {
                target[to++] = (byte) (0xC0 | c >> 6);
                target[to++] = continuation(c);
            } else if (i + 1 < length && Character.isSurrogatePair(c, text.charAt(i + 1))) {
                i++;
                int point = Character.toCodePoint(c, text.charAt(i));
                target[to++] = (byte) (0xF0 | point >> 18);
                target[to++] = continuation(point >> 12);
                target[to++] = continuation(point >> 6);
                target[to++] = continuation(point);
            } else {
                int point = c == 0 || Character.isSurrogate(c) ? REPLACEMENT : c;
                target[to++] = (byte) (0xE0 | point >> 12);
                target[to++] = continuation(point >> 6);
                target[to++] = continuation(point);
            }
        }
        return to;
    }

    private static byte continuation(int bits) {
        return (byte) (0x80 | (bits & 0x3F));
    }
}
