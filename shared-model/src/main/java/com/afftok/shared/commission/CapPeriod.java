package com.afftok.shared.commission;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The period of a cap: the calendar day or month in UTC, or all time.
public enum CapPeriod {
    DAY,
    MONTH,
    TOTAL;

    /// The period with this name in the database and in requests.
    public static Optional<CapPeriod> find(String label) {
        return Arrays.stream(values()).filter(period -> period.label().equals(label)).findFirst();
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The start of the period that contains this time. The month is also that of the tiers.
    public Instant start(Instant at) {
        LocalDate day = at.atOffset(ZoneOffset.UTC).toLocalDate();
        return switch (this) {
            case DAY -> day.atStartOfDay(ZoneOffset.UTC).toInstant();
            case MONTH -> day.withDayOfMonth(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            case TOTAL -> Instant.EPOCH;
        };
    }
}
