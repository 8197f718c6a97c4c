package com.afftok.bench;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/// What wrk counted in one run, as its script reports it in one line.
///
/// @param answers whole answers read, whatever their status
/// @param refused those of them with a status of 400 or more
/// @param failures connections that broke, and answers that took longer than wrk waits
/// @param took how long wrk ran by its own clock
/// @param p50 the answer time that half of all stay below
/// @param p99 the answer time that 99 of 100 stay below
/// @param cpu the processor time that wrk used itself
record WrkReport(
        long answers,
        long refused,
        long failures,
        Duration took,
        Duration p50,
        Duration p99,
        Duration cpu) {

    private static final String MARK = "measured ";

    /// @throws IllegalArgumentException if the line of the report isn't there or isn't whole
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

    /// Redirects that were read: the contenders answer with 302 or with an error, nothing else.
    long redirects() {
        return answers - refused;
    }

    double redirectsPerSecond() {
        return redirects() / seconds(took);
    }

    /// How many processors wrk kept busy.
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
