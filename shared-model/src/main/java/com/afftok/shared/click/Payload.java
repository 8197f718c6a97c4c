package com.afftok.shared.click;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.OfferId;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Reads the payload of one record in order.
///
/// Invalid data causes an IllegalArgumentException, here or in the types of the click.
final class Payload {

    private final byte[] bytes;
    private final int end;
    private int at;

    Payload(byte[] bytes, int start, int end) {
        this.bytes = bytes;
        this.at = start;
        this.end = end;
    }

    ClickEvent readVersion1() {
        ClickEvent event =
                new ClickEvent(
                        new ClickId(readLong(), readLong()),
                        new OfferId(readLong()),
                        new AccountId(readLong()),
                        new AccountId(readLong()),
                        Bucket.ofCode(readByte()),
                        readByte(),
                        readInt(),
                        readInt(),
                        readCountry(),
                        Device.ofCode(readByte()),
                        readText(),
                        readText(),
                        readAddress(),
                        readLong(),
                        readText(),
                        readText(),
                        readTags());
        if (at != end) {
            throw new IllegalArgumentException("the payload is longer than a click");
        }
        return event;
    }

    private Tags readTags() {
        return Tags.from(_ -> readText());
    }

    private int readByte() {
        return bytes[take(1)] & 0xFF;
    }

    private int readInt() {
        return (int) Frame.INT.get(bytes, take(Integer.BYTES));
    }

    private long readLong() {
        return (long) Frame.LONG.get(bytes, take(Long.BYTES));
    }

    private String readCountry() {
        char first = (char) readByte();
        char second = (char) readByte();
        return first == 0 && second == 0 ? "" : new String(new char[] {first, second});
    }

    private byte[] readAddress() {
        int length = readByte();
        int start = take(length);
        return Arrays.copyOfRange(bytes, start, start + length);
    }

    private String readText() {
        int length = readByte();
        if (length > Frame.MAX_SHORT_TEXT) {
            length = (length & Frame.MAX_SHORT_TEXT) << Byte.SIZE | readByte();
        }
        return length == 0 ? "" : new String(bytes, take(length), length, StandardCharsets.UTF_8);
    }

    private int take(int length) {
        if (length > end - at) {
            throw new IllegalArgumentException("the payload is shorter than a click");
        }
        int start = at;
        at += length;
        return start;
    }
}
