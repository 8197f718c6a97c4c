package com.afftok.management.money.bonus.rule;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.commission.Payout;
import com.afftok.shared.money.Currency;
import com.fasterxml.jackson.annotation.JsonIgnore;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/// A new bonus rule.
///
/// @param minSales approved conversions to reach, or
/// @param minRevenue their amounts less refunds, in the currency
/// @param firstMonth null for the present one
/// @param lastMonth null for no end
@Serdeable
@ExactMembers
record BonusRuleRequest(
        Long offerId,
        String name,
        @Nullable Long minSales,
        @Nullable BigDecimal minRevenue,
        BigDecimal amount,
        String currency,
        @Nullable String firstMonth,
        @Nullable String lastMonth) {

    private static final int LONGEST_NAME = 100;
    private static final long MOST_SALES = 1_000_000_000;

    BonusRuleRequest {
        Fields fields = new Fields();
        offerId = fields.id("offer_id", offerId);
        name = fields.name("name", name, LONGEST_NAME);
        fields.check(Fields.isVisible(name), "name", Problem.WRONG_CHARACTERS);
        fields.check(
                        (minSales == null) != (minRevenue == null),
                        "min_sales",
                        Problem.NOT_EXACTLY_ONE,
                        "min_sales, min_revenue")
                .check(
                        minSales == null || (minSales > 0 && minSales <= MOST_SALES),
                        "min_sales",
                        Problem.OUT_OF_RANGE,
                        1,
                        MOST_SALES);
        amount = fields.present("amount", amount);
        currency = fields.present("currency", currency);
        Currency known = currency == null ? null : Currency.find(currency).orElse(null);
        fields.check(known != null, "currency", Problem.NOT_A_CURRENCY);
        if (known != null) {
            checkAmount(fields, "amount", amount, known);
            checkAmount(fields, "min_revenue", minRevenue, known);
        }
        YearMonth first = month(fields, "first_month", firstMonth);
        YearMonth last = month(fields, "last_month", lastMonth);
        fields.check(
                first == null || last == null || !last.isBefore(first),
                "last_month",
                Problem.BEFORE_OTHER,
                "first_month");
        fields.end();
    }

    private static void checkAmount(
            Fields fields, String field, @Nullable BigDecimal amount, Currency currency) {
        fields.positiveOrNull(field, amount, currency);
        fields.check(
                amount == null || amount.compareTo(Payout.MOST) <= 0,
                field,
                Problem.TOO_LARGE,
                Payout.MOST);
    }

    static @Nullable YearMonth month(Fields fields, String field, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            YearMonth month = YearMonth.parse(text);
            fields.check(
                    month.getYear() >= 2000 && month.getYear() < 2200, field, Problem.NOT_A_MONTH);
            return month;
        } catch (DateTimeException _) {
            fields.check(false, field, Problem.NOT_A_MONTH);
            return null;
        }
    }

    /// The first day of the first month.
    @JsonIgnore
    LocalDate first(YearMonth present) {
        return (firstMonth == null ? present : YearMonth.parse(firstMonth)).atDay(1);
    }

    /// The first day of the last month; null for no end.
    @JsonIgnore
    @Nullable LocalDate last() {
        return lastMonth == null ? null : YearMonth.parse(lastMonth).atDay(1);
    }
}
