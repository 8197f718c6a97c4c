package com.afftok.management.platform.setting;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The shares of recruiters by level, in percent of the promoter's commission, as in requests and
/// answers.
@Serdeable
@ExactMembers
record RecruiterRates(List<Rate> rates) {

    private static final int ALL = 100;
    private static final int LEVELS = 3;

    /// @param level 1 for the promoter's recruiter, 2 for the recruiter of that one, 3 for the next
    @Serdeable
    @ExactMembers
    record Rate(Integer level, BigDecimal percent, Integer version) {}

    RecruiterRates {
        Fields fields = new Fields();
        check(fields, rates);
        fields.end();
    }

    static RecruiterRates of(List<RateRow> rows) {
        return new RecruiterRates(
                rows.stream()
                        .map(row -> new Rate(row.level(), plain(row.percent()), row.version()))
                        .toList());
    }

    private static void check(Fields fields, @Nullable List<? extends @Nullable Rate> rates) {
        if (rates == null || rates.size() != LEVELS) {
            fields.check(rates != null, "rates", Problem.REQUIRED)
                    .check(false, "rates", Problem.NOT_THE_LEVELS, LEVELS);
            return;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < LEVELS; i++) {
            sum = sum.add(percent(fields, "rates[" + i + "]", i + 1, rates.get(i)));
        }
        fields.check(
                sum.compareTo(BigDecimal.valueOf(ALL)) <= 0, "rates", Problem.SUM_TOO_LARGE, ALL);
    }

    private static BigDecimal percent(Fields fields, String field, int level, @Nullable Rate rate) {
        if (rate == null) {
            fields.check(false, field, Problem.REQUIRED);
            return BigDecimal.ZERO;
        }
        fields.check(
                Integer.valueOf(level).equals(rate.level()),
                field + ".level",
                Problem.NOT_EQUAL,
                level);
        fields.present(field + ".version", rate.version());
        BigDecimal percent = fields.percentOrNull(field + ".percent", rate.percent());
        fields.check(percent != null, field + ".percent", Problem.REQUIRED);
        return percent == null ? BigDecimal.ZERO : percent;
    }

    /// Without trailing zeros.
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
