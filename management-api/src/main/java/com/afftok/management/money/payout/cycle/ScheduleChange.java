package com.afftok.management.money.payout.cycle;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.money.Currency;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The schedule of a currency that a promoter sets.
///
/// @param every `none`, `weekly`, `monthly` or `net`
/// @param day of the week from 1 (Monday), of the month, or after the end of a month; null for none
/// @param methodId null for none
/// @param from the least that is paid; null for 0
/// @param version that was changed; 0 for one that was never set
@Serdeable
@ExactMembers
record ScheduleChange(
        String currency,
        String every,
        @Nullable Integer day,
        @Nullable Long methodId,
        @Nullable BigDecimal from,
        Integer version) {

    private static final Set<String> WORDS = Set.of("none", "weekly", "monthly", "net");
    private static final int LAST_WEEKDAY = 7;
    private static final int LAST_DAY = 31;
    private static final int MOST_DAYS = 90;

    ScheduleChange {
        Fields fields = new Fields();
        Currency known = currency == null ? null : Currency.find(currency).orElse(null);
        currency = fields.present("currency", currency);
        fields.check(known != null, "currency", Problem.NOT_A_CURRENCY);
        every = fields.oneOf("every", every, WORDS);
        if ("none".equals(every)) {
            fields.check(day == null, "day", Problem.NOT_WITH, "none");
            fields.check(methodId == null, "method_id", Problem.NOT_WITH, "none");
        } else if (every != null) {
            int first = every.equals("net") ? 0 : 1;
            int last =
                    switch (every) {
                        case "weekly" -> LAST_WEEKDAY;
                        case "monthly" -> LAST_DAY;
                        default -> MOST_DAYS;
                    };
            fields.present("day", day);
            fields.check(
                    day == null || (day >= first && day <= last),
                    "day",
                    Problem.OUT_OF_RANGE,
                    first,
                    last);
            fields.id("method_id", methodId);
        }
        if (known != null) {
            fields.amountOrNull("from", from, known);
        }
        version = fields.present("version", version);
        fields.end();
    }

    BigDecimal least() {
        return from == null ? BigDecimal.ZERO : from;
    }
}
