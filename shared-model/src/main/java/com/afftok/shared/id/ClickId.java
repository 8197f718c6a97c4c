package com.afftok.shared.id;

import java.time.Instant;
import java.util.UUID;

/// The id of a click: 128 bits that sort by time and contain the link.
///
/// Most significant first: 44 bits of Unix milliseconds, 40 bits of link id, 5 bits of the key that
/// signs its public form, 15 bits of the instance that served it, 24 bits of sequence. So a
/// conversion can be attributed, aged and refused by the id alone, without reading the click.
public record ClickId(long high, long low) implements Comparable<ClickId> {

    public static final long MAX_MILLIS = (1L << 44) - 1;
    public static final int MAX_KEY_ID = (1 << 5) - 1;
    public static final int MAX_INSTANCE = (1 << 15) - 1;
    public static final int MAX_SEQUENCE = (1 << 24) - 1;

    private static final int LINK_HALF_BITS = LinkId.BITS / 2;
    private static final long LINK_HALF = (1L << LINK_HALF_BITS) - 1;
    private static final int LINK_SHIFT = 44;
    private static final int KEY_SHIFT = 39;
    private static final int INSTANCE_SHIFT = 24;

    public ClickId {
        if (linkOf(high, low) == 0) {
            throw new IllegalArgumentException("a click id names a link");
        }
        if (keyOf(low) == 0) {
            throw new IllegalArgumentException("a click id names a key");
        }
    }

    public static ClickId of(long millis, LinkId link, int keyId, int instance, int sequence) {
        check("millis", millis, 0, MAX_MILLIS);
        check("key id", keyId, 1, MAX_KEY_ID);
        check("instance", instance, 0, MAX_INSTANCE);
        check("sequence", sequence, 0, MAX_SEQUENCE);
        long high = millis << LINK_HALF_BITS | link.value() >>> LINK_HALF_BITS;
        long low =
                (link.value() & LINK_HALF) << LINK_SHIFT
                        | (long) keyId << KEY_SHIFT
                        | (long) instance << INSTANCE_SHIFT
                        | sequence;
        return new ClickId(high, low);
    }

    /// The click id that is stored as this uuid.
    ///
    /// @throws IllegalArgumentException if the uuid is not a click id
    public static ClickId from(UUID uuid) {
        return new ClickId(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }

    public long millis() {
        return high >>> LINK_HALF_BITS;
    }

    public Instant time() {
        return Instant.ofEpochMilli(millis());
    }

    public LinkId link() {
        return new LinkId(linkOf(high, low));
    }

    public int keyId() {
        return keyOf(low);
    }

    public int instance() {
        return (int) (low >>> INSTANCE_SHIFT) & MAX_INSTANCE;
    }

    public int sequence() {
        return (int) low & MAX_SEQUENCE;
    }

    public UUID uuid() {
        return new UUID(high, low);
    }

    /// By time, which is also PostgreSQL's order of the uuids.
    @Override
    public int compareTo(ClickId other) {
        int order = Long.compareUnsigned(high, other.high);
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }

    @Override
    public String toString() {
        return uuid().toString();
    }

    private static long linkOf(long high, long low) {
        return (high & LINK_HALF) << LINK_HALF_BITS | low >>> LINK_SHIFT;
    }

    /// The key id in the lower half of an unverified click id.
    public static int keyOf(long low) {
        return (int) (low >>> KEY_SHIFT) & MAX_KEY_ID;
    }

    private static void check(String what, long value, long min, long max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "the %s of a click id is %d to %d, not %d".formatted(what, min, max, value));
        }
    }
}
