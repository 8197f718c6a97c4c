package com.afftok.shared.click;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Random clicks with texts from all of Unicode and of every length.
final class RandomClicks {

    private RandomClicks() {}

    static List<ClickEvent> clicks(Random random, int count) {
        List<ClickEvent> clicks = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            clicks.add(click(random));
        }
        return clicks;
    }

    static ClickEvent click(Random random) {
        byte[] address = new byte[new int[] {0, 4, 16}[random.nextInt(3)]];
        random.nextBytes(address);
        return new ClickEvent(
                ClickId.of(
                        random.nextLong() & ClickId.MAX_MILLIS,
                        new LinkId(1 + (random.nextLong() & Long.MAX_VALUE) % LinkId.MAX),
                        1 + random.nextInt(ClickId.MAX_KEY_ID),
                        random.nextInt(ClickId.MAX_INSTANCE + 1),
                        random.nextInt(ClickId.MAX_SEQUENCE + 1)),
                new OfferId(positive(random)),
                new AccountId(positive(random)),
                new AccountId(positive(random)),
                oneOf(random, Bucket.values()),
                random.nextInt(ClickEvent.MAX_SCORE + 1),
                random.nextInt(1 << FraudReason.values().length),
                random.nextInt() & Integer.MAX_VALUE,
                random.nextInt(4) == 0 ? "" : "" + letter(random) + letter(random),
                oneOf(random, Device.values()),
                text(random, ClickEvent.MAX_NAME_LENGTH),
                text(random, ClickEvent.MAX_NAME_LENGTH),
                address,
                random.nextLong(),
                text(random, ClickEvent.MAX_HEADER_LENGTH),
                text(random, ClickEvent.MAX_HEADER_LENGTH),
                Tags.from(_ -> tag(random)));
    }

    /// A text of whole code points, without NUL.
    static String text(Random random, int max) {
        int length =
                switch (random.nextInt(4)) {
                    case 0 -> 0;
                    case 1 -> max;
                    default -> random.nextInt(max + 1);
                };
        int bound = new int[] {0x80, 0x800, 0x10000, 0x110000}[random.nextInt(4)];
        StringBuilder text = new StringBuilder(length);
        while (text.length() < length) {
            int point = 1 + random.nextInt(bound - 1);
            boolean fits = text.length() + Character.charCount(point) <= length;
            if (fits && !(point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)) {
                text.appendCodePoint(point);
            }
        }
        return text.toString();
    }

    private static String tag(Random random) {
        return random.nextBoolean() ? "" : text(random, Tags.MAX_LENGTH);
    }

    private static long positive(Random random) {
        return Math.max(1, random.nextLong() & Long.MAX_VALUE);
    }

    private static <E> E oneOf(Random random, E[] values) {
        return values[random.nextInt(values.length)];
    }

    private static char letter(Random random) {
        return (char) ('A' + random.nextInt(26));
    }
}
