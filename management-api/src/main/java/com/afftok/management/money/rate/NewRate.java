package com.afftok.management.money.rate;

import com.afftok.management.platform.request.Problem;
import com.afftok.shared.money.Currency;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A rate that an administrator enters.
record NewRate(LocalDate day, String base, String quote, BigDecimal rate) {

    static final int DECIMALS = 10;

    /// So that each fits into the database.
    private static final Pattern RATE = Pattern.compile("[0-9]{1,10}(\\.[0-9]{1,10})?");

    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2199;

    /// Receives each problem of a rate by its field.
    interface Problems {

        void add(String field, Problem problem, Object... params);
    }

    /// The rate, or null and all its problems. Rates are known at the end of their day, or on it.
    ///
    /// @param today in UTC
    static @Nullable NewRate read(
            String date, String base, String quote, String rate, LocalDate today, Problems found) {
        LocalDate day = day(date);
        if (day == null) {
            found.add("date", Problem.NOT_A_DAY);
        } else if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
            found.add("date", Problem.OUT_OF_RANGE, FIRST_YEAR, LAST_YEAR);
        } else if (day.isAfter(today)) {
            found.add("date", Problem.IN_FUTURE);
        }
        boolean isBase = isCurrency("base", base, found);
        boolean isQuote = isCurrency("quote", quote, found);
        if (isBase && isQuote && base.equals(quote)) {
            found.add("quote", Problem.NOT_ANOTHER, "base");
        }
        BigDecimal number = RATE.matcher(rate).matches() ? new BigDecimal(rate) : null;
        if (number == null) {
            found.add("rate", Problem.NOT_A_DECIMAL, DECIMALS);
        } else if (number.signum() == 0) {
            found.add("rate", Problem.NOT_POSITIVE);
        }
        return day == null || number == null ? null : new NewRate(day, base, quote, number);
    }

    private static @Nullable LocalDate day(String date) {
        try {
            return LocalDate.parse(date);
        } catch (DateTimeException _) {
            return null;
        }
    }

    private static boolean isCurrency(String field, String code, Problems found) {
        if (Currency.find(code).isPresent()) {
            return true;
        }
        found.add(field, Problem.NOT_A_CURRENCY);
        return false;
    }

    String pairOfDay() {
        return day + " " + base + " " + quote;
    }
}
