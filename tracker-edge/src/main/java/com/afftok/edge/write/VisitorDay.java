package com.afftok.edge.write;

import com.afftok.shared.click.ClickEvent;
import java.util.Comparator;

/// A visitor's clicks on a link on a UTC day, of which the first that counts is a unique.
record VisitorDay(long advertiser, long link, long visitor, int day) {

    static final Comparator<VisitorDay> ORDER =
            Comparator.comparingLong(VisitorDay::advertiser)
                    .thenComparingLong(VisitorDay::link)
                    .thenComparingLong(VisitorDay::visitor)
                    .thenComparingInt(VisitorDay::day);

    private static final int SLOTS = 16;
    private static final long DAY_MILLIS = 24 * 3_600_000;

    static VisitorDay of(ClickEvent click) {
        return new VisitorDay(
                click.advertiser().value(),
                click.id().link().value(),
                click.visitor(),
                (int) (click.id().millis() / DAY_MILLIS));
    }

    /// The partition of `click_visitors` in which the day has its turn.
    short slot() {
        return (short) (day % SLOTS);
    }
}
