package com.afftok.bench;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The rounds of all contenders under the same load, as a table with a line for each contender and
/// each ratio.
///
/// A ratio compares contenders of the same round, because the speed of the machine changes with
/// time. The table shows the median of all rounds.
record Table(String title, List<Round> rounds) {

    static final String LEGEND =
            "wrk, self, redis, pg and others are processors kept busy, on average over the round;\n"
                    + "where others are many, measure again when the machine is quiet";

    private static final String HEAD =
            "%-34s %9s %19s %8s %8s %7s %5s %5s %5s %5s %6s"
                    .formatted(
                            "",
                            "clicks/s",
                            "(least - most)",
                            "p50 ms",
                            "p99 ms",
                            "failed",
                            "wrk",
                            "self",
                            "redis",
                            "pg",
                            "others");

    Table {
        rounds = List.copyOf(rounds);
    }

    String text() {
        Stream<String> contenders =
                Stream.of(Contender.Kind.values()).flatMap(kind -> line(kind).stream());
        Stream<String> ratios =
                Stream.of(Contender.Kind.LUA, Contender.Kind.STATIC)
                        .flatMap(rival -> ratio(rival).stream());
        return String.join(
                "\n",
                Stream.of(Stream.of(title, HEAD), contenders, ratios)
                        .flatMap(lines -> lines)
                        .toList());
    }

    private Optional<String> line(Contender.Kind kind) {
        List<Round> own = of(kind);
        if (own.isEmpty()) {
            return Optional.empty();
        }
        Spread rate = spread(own, round -> round.wrk().redirectsPerSecond());
        return Optional.of(
                "  %-32s %9.0f %19s %8.2f %8.2f %7d %5.2f %5.2f %5.2f %5.2f %6.2f"
                        .formatted(
                                kind.words(),
                                rate.median(),
                                "(%.0f - %.0f)".formatted(rate.least(), rate.greatest()),
                                spread(own, round -> millis(round.wrk().p50())).median(),
                                spread(own, round -> millis(round.wrk().p99())).median(),
                                own.stream()
                                        .mapToLong(
                                                one -> one.wrk().refused() + one.wrk().failures())
                                        .sum(),
                                spread(own, round -> round.busy().wrk()).median(),
                                spread(own, round -> round.busy().contender()).median(),
                                spread(own, round -> round.busy().redis()).median(),
                                spread(own, round -> round.busy().postgres()).median(),
                                spread(own, round -> round.busy().others()).median()));
    }

    private Optional<String> ratio(Contender.Kind rival) {
        List<Round> ours = of(Contender.Kind.EDGE);
        List<Round> theirs = of(rival);
        int pairs = Math.min(ours.size(), theirs.size());
        if (pairs == 0) {
            return Optional.empty();
        }
        Spread ratio =
                Spread.of(
                        IntStream.range(0, pairs)
                                .mapToDouble(i ->
                                        ours.get(i).wrk().redirectsPerSecond()
                                                / theirs.get(i).wrk().redirectsPerSecond()));
        return Optional.of(
                String.format(
                        Locale.ROOT,
                        "  %-32s %8.2fx %19s",
                        "edge : " + rival.words(),
                        ratio.median(),
                        String.format(
                                Locale.ROOT, "(%.2f - %.2f)", ratio.least(), ratio.greatest())));
    }

    /// In the order of their numbers, so that the rounds of two contenders can be paired.
    private List<Round> of(Contender.Kind kind) {
        return rounds.stream().filter(round -> round.contender() == kind).toList();
    }

    private static Spread spread(List<Round> rounds, ToDoubleFunction<Round> figure) {
        return Spread.of(rounds.stream().mapToDouble(figure));
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
    }
}
