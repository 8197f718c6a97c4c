package com.afftok.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// The counts of a run of wrk, which its script prints on one line.
///
/// @param answers complete answers of any status
/// @param refused complete answers with a status of 400 or more
/// @param failures broken connections, and answers after the timeout of wrk
/// @param took the duration of the run by the clock of wrk
/// @param p50 the median of the answer times
/// @param p99 the 99th percentile of the answer times
/// @param cpu the processor time of wrk
record WrkReport(
        long answers,
        long refused,
        long failures,
        Duration took,
        Duration p50,
        Duration p99,
        Duration cpu) {

    private static final String MARK = "measured ";

    /// @throws IllegalArgumentException if the line of the report is missing or incomplete
    static WrkReport parse(String output) {
        String line =
                output.lines()
                        .filter(one -> one.startsWith(MARK))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no report of wrk"));
        Map<String, Long> values = new HashMap<>();
        for (String pair : line.substring(MARK.length()).split(" ", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("not a report of wrk: " + line);
            }
            values.put(pair.substring(0, equals), Long.parseLong(pair.substring(equals + 1)));
        }
        return new WrkReport(
                value(values, "answers"),
                value(values, "refused"),
                value(values, "failures"),
                micros(value(values, "took")),
                micros(value(values, "p50")),
                micros(value(values, "p99")),
                micros(value(values, "cpu")));
    }

    /// Redirects that were read: contenders answer with 302 or an error alone.
    long redirects() {
        return answers - refused;
    }

    double redirectsPerSecond() {
        return redirects() / seconds(took);
    }

    /// The number of processors that wrk used on average.
    double cpus() {
        return seconds(cpu) / seconds(took);
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private static long value(Map<String, Long> values, String name) {
        Long value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the report of wrk lacks " + name);
        }
        return value;
    }

    private static Duration micros(long micros) {
        return Duration.ofNanos(micros * 1000);
    }
}
