package com.afftok.management.setting;

import com.afftok.management.answer.Checks;
import com.afftok.management.answer.ExactMembers;
import com.afftok.management.answer.Failure;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What recruiters earn, by level, in percent of the promoter's commission; as administrators see
/// it, and as they send it.
@Serdeable
@ExactMembers
record RecruiterRates(@Nullable List<@Nullable Rate> rates) {

    private static final BigDecimal ALL = BigDecimal.valueOf(100);
    private static final int LEVELS = 3;

    /// @param level 1 for who recruited the promoter, 2 for who recruited that one, 3 for the next
    @Serdeable
    @ExactMembers
    record Rate(@Nullable Integer level, @Nullable BigDecimal percent, @Nullable Integer version) {}

    static RecruiterRates of(List<RateRow> rows) {
        return new RecruiterRates(
                rows.stream()
                        .<@Nullable Rate>map(
                                row -> new Rate(row.level(), plain(row.percent()), row.version()))
                        .toList());
    }

    List<Failure.Detail> problems() {
        Checks checks = new Checks().present("rates", rates);
        if (rates == null) {
            return checks.problems();
        }
        checks.that(rates.size() == LEVELS, "rates", "must have the levels 1, 2 and 3");
        for (int i = 0; i < Math.min(rates.size(), LEVELS); i++) {
            check(checks, "rates[" + i + "]", i + 1, rates.get(i));
        }
        return checks.found()
                ? checks.problems()
                : checks.that(
                                sum(rates).compareTo(ALL) <= 0,
                                "rates",
                                "must not be more than 100 together")
                        .problems();
    }

    private static void check(Checks checks, String field, int level, @Nullable Rate rate) {
        checks.present(field, rate);
        if (rate != null) {
            Integer named = rate.level();
            checks.that(named != null && named == level, field + ".level", "must be " + level)
                    .present(field + ".version", rate.version())
                    .present(field + ".percent", rate.percent())
                    .percent(field + ".percent", rate.percent());
        }
    }

    private static BigDecimal sum(List<@Nullable Rate> rates) {
        return rates.stream()
                .map(rate -> Objects.requireNonNull(Objects.requireNonNull(rate).percent()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// The number without the zeros that the database puts behind it.
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
