package com.afftok.shared.config;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Durations and sizes as text: a whole number and a unit.
final class Quantity {

    static final Duration MAX_DURATION = Duration.ofDays(3650);
    static final long MAX_BYTES = 1L << 50;

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,12})(ms|s|m|h|d)");
    private static final Pattern BYTES = Pattern.compile("([0-9]{1,16})([kKmMgGtT]?)");

    private static final SequencedMap<String, Long> MILLIS = new LinkedHashMap<>();
    private static final SequencedMap<String, Long> SIZES = new LinkedHashMap<>();

    static {
        MILLIS.put("d", 86_400_000L);
        MILLIS.put("h", 3_600_000L);
        MILLIS.put("m", 60_000L);
        MILLIS.put("s", 1000L);
        MILLIS.put("ms", 1L);
        SIZES.put("t", 1L << 40);
        SIZES.put("g", 1L << 30);
        SIZES.put("m", 1L << 20);
        SIZES.put("k", 1L << 10);
        SIZES.put("", 1L);
    }

    private Quantity() {}

    static Optional<Duration> duration(String text) {
        return amount(DURATION.matcher(text), MILLIS).map(Duration::ofMillis);
    }

    static Optional<Long> bytes(String text) {
        return amount(BYTES.matcher(text.toLowerCase(Locale.ROOT)), SIZES);
    }

    static String text(Duration duration) {
        return text(duration.toMillis(), MILLIS);
    }

    static String text(long bytes) {
        return text(bytes, SIZES);
    }

    private static Optional<Long> amount(Matcher matcher, Map<String, Long> units) {
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long unit = units.getOrDefault(matcher.group(2), 1L);
        long number = Long.parseLong(matcher.group(1));
        return number > Long.MAX_VALUE / unit ? Optional.empty() : Optional.of(number * unit);
    }

    private static String text(long amount, SequencedMap<String, Long> units) {
        for (Map.Entry<String, Long> unit : units.entrySet()) {
            if (amount != 0 && amount % unit.getValue() == 0) {
                return amount / unit.getValue() + unit.getKey();
            }
        }
        return amount + units.lastEntry().getKey();
    }
}
