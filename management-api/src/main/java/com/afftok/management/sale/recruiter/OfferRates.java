package com.afftok.management.sale.recruiter;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The shares of recruiters by level, in percent of the promoter's commission.
final class OfferRates {

    private static final BigDecimal ALL = BigDecimal.valueOf(100);
    private static final int LEVELS = 3;

    private OfferRates() {}

    /// New rates.
    ///
    /// @param percents of the levels 1 to 3
    /// @param version that was read; 0 if the platform's rates apply
    @Serdeable
    @ExactMembers(besides = {"source", "effective_from"})
    record Request(@Nullable List<@Nullable BigDecimal> percents, Integer version) {

        Request {
            Fields fields = new Fields();
            version = fields.present("version", version);
            fields.present("percents", percents);
            if (percents != null) {
                check(fields, percents);
            }
            fields.end();
        }

        private static void check(Fields fields, List<@Nullable BigDecimal> percents) {
            fields.check(percents.size() == LEVELS, "percents", Problem.NOT_THE_LEVELS, LEVELS);
            for (int i = 0; i < Math.min(LEVELS, percents.size()); i++) {
                String field = "percents[" + i + "]";
                fields.present(field, fields.percentOrNull(field, percents.get(i)));
            }
            if (fields.problems().isEmpty()) {
                fields.check(
                        known(percents).stream()
                                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                                        .compareTo(ALL)
                                <= 0,
                        "percents",
                        Problem.SUM_TOO_LARGE,
                        ALL);
            }
        }

        /// After the constructor has found no problem.
        List<BigDecimal> known() {
            return percents == null ? List.of() : known(percents);
        }

        private static List<BigDecimal> known(List<@Nullable BigDecimal> percents) {
            List<BigDecimal> known = new ArrayList<>();
            for (BigDecimal percent : percents) {
                if (percent != null) {
                    known.add(percent);
                }
            }
            return known;
        }
    }

    /// The rates that apply now.
    ///
    /// @param source `offer` if its advertiser agreed to them, else `platform`
    @Serdeable
    record View(
            String source,
            List<BigDecimal> percents,
            int version,
            @Nullable Instant effectiveFrom) {

        static View of(RateRow row) {
            return new View(
                    row.version() == 0 ? "platform" : "offer",
                    IntStream.rangeClosed(1, LEVELS)
                            .mapToObj(level -> percent(row, level))
                            .toList(),
                    row.version(),
                    row.effectiveFrom());
        }

        private static BigDecimal percent(RateRow row, int level) {
            BigDecimal percent =
                    switch (level) {
                        case 1 -> row.percent1();
                        case 2 -> row.percent2();
                        default -> row.percent3();
                    };
            BigDecimal stripped = percent.stripTrailingZeros();
            return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
        }
    }
}
