package com.afftok.management.money.display;

import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Shows amounts in one currency. What it shows is rounded, and no amount to book.
public final class Display {

    private static final int RATE_DECIMALS = 10;

    /// So that no sum of what is shown is out of range.
    private static final BigDecimal MOST = new BigDecimal(1_000_000_000_000L);

    private final Currency to;
    private final FindRate rates;
    private final LocalDate day;
    private final LocalDate staleBefore;

    Display(Currency to, FindRate rates, LocalDate day, LocalDate staleBefore) {
        this.to = to;
        this.rates = rates;
        this.day = day;
        this.staleBefore = staleBefore;
    }

    /// An amount in the shown currency.
    ///
    /// @param rate the factor as text
    /// @param date the day of the rate
    /// @param stale whether that is long ago
    @Serdeable
    public record Amount(
            BigDecimal amount, String currency, String rate, LocalDate date, boolean stale) {}

    /// The sum of amounts in the shown currency.
    ///
    /// @param approximate whether it includes an amount of another currency
    /// @param withoutRate the currencies of amounts that it does not include
    @Serdeable
    public record Total(
            BigDecimal amount,
            String currency,
            boolean approximate,
            boolean stale,
            List<String> withoutRate) {}

    /// Null if its currency has no rate, or the result would be too large for an amount.
    public @Nullable Amount of(Money amount) {
        FindRate.Rate rate = rate(amount.currency()).orElse(null);
        if (rate == null) {
            return null;
        }
        return converted(amount, rate)
                .map(shown ->
                        new Amount(
                                shown.toBigDecimal(),
                                to.code(),
                                text(rate.factor()),
                                rate.day(),
                                rate.day().isBefore(staleBefore)))
                .orElse(null);
    }

    public Total total(List<Money> amounts) {
        Money sum = Money.zero(to);
        boolean approximate = false;
        boolean stale = false;
        Set<String> withoutRate = new TreeSet<>();
        for (Money amount : amounts.stream().filter(one -> !one.isZero()).toList()) {
            Optional<FindRate.Rate> rate = rate(amount.currency());
            Optional<Money> next = rate.flatMap(of -> converted(amount, of));
            if (next.isPresent()) {
                sum = sum.plus(next.get());
                approximate |= !amount.currency().equals(to);
                stale |= rate.get().day().isBefore(staleBefore);
            } else {
                withoutRate.add(amount.currency().code());
            }
        }
        return new Total(
                sum.toBigDecimal(), to.code(), approximate, stale, List.copyOf(withoutRate));
    }

    private Optional<FindRate.Rate> rate(Currency currency) {
        return currency.equals(to)
                ? Optional.of(new FindRate.Rate(BigDecimal.ONE, day))
                : rates.from(currency);
    }

    private Optional<Money> converted(Money amount, FindRate.Rate rate) {
        BigDecimal exact = amount.toBigDecimal().multiply(rate.factor());
        return exact.abs().compareTo(MOST) > 0
                ? Optional.empty()
                : Optional.of(Money.rounded(exact, to));
    }

    /// With the decimals of a rate, and without trailing zeros.
    private static String text(BigDecimal rate) {
        return rate.setScale(RATE_DECIMALS, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
