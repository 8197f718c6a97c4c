package com.afftok.management.money.display;

import com.afftok.management.money.rate.RateRepository.Pair;
import com.afftok.management.money.rate.RateRow;
import com.afftok.shared.money.Currency;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The rate from a currency to the shown one: the rate of the pair, or the inverse of the opposite
/// pair if that is newer, or else the product of two such rates through the base currency of the
/// platform.
final class FindRate {

    /// More digits than a rate has decimals, so that a product is exact to the last one.
    private static final MathContext DIGITS = new MathContext(30, RoundingMode.HALF_EVEN);

    private final Map<Pair, Rate> newest = new HashMap<>();
    private final Currency to;
    private final Currency through;

    FindRate(List<RateRow> rows, Currency to, Currency through) {
        this.to = to;
        this.through = through;
        for (RateRow row : rows) {
            newest.put(new Pair(row.base(), row.quote()), new Rate(row.rate(), row.day()));
        }
    }

    /// A rate, with the day of the older of those that it was calculated from.
    record Rate(BigDecimal factor, LocalDate day) {}

    Optional<Rate> from(Currency currency) {
        Rate pair = between(currency, to);
        if (pair != null) {
            return Optional.of(pair);
        }
        Rate first = between(currency, through);
        Rate second = between(through, to);
        return first == null || second == null
                ? Optional.empty()
                : Optional.of(
                        new Rate(
                                first.factor().multiply(second.factor(), DIGITS),
                                first.day().isBefore(second.day()) ? first.day() : second.day()));
    }

    private @Nullable Rate between(Currency base, Currency quote) {
        Rate direct = newest.get(new Pair(base.code(), quote.code()));
        Rate opposite = newest.get(new Pair(quote.code(), base.code()));
        if (opposite == null || (direct != null && !opposite.day().isAfter(direct.day()))) {
            return direct;
        }
        return new Rate(BigDecimal.ONE.divide(opposite.factor(), DIGITS), opposite.day());
    }
}
