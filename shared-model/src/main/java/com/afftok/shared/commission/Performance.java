package com.afftok.shared.commission;

import com.afftok.shared.document.Flaw;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// Matches a promoter whose conversion rate, in percent of the clicks, is within bounds.
///
/// With fewer clicks than `minClicks` the rate is not significant, and nothing matches.
public record Performance(
        @Nullable BigDecimal atLeast,
        @Nullable BigDecimal below,
        long minClicks,
        @Nullable BigDecimal modifier)
        implements Condition {

    /// The default of `minClicks`.
    public static final long DEFAULT_MIN_CLICKS = 100;

    static final String ON = "performance";

    public Performance {
        atLeast = atLeast == null ? null : checked("at_least", atLeast);
        below = below == null ? null : checked("below", below);
        Flaw.Found problem = problem(atLeast, below);
        if (problem != null) {
            throw new IllegalArgumentException("below " + problem.message());
        }
        if (minClicks < 1) {
            throw new IllegalArgumentException("min_clicks must be at least 1");
        }
        modifier = Decimals.checkedModifier(modifier);
    }

    /// The problem of the upper bound, or null.
    static Flaw.@Nullable Found problem(@Nullable BigDecimal atLeast, @Nullable BigDecimal below) {
        if (atLeast == null && below == null) {
            return Flaw.THIS_OR_OTHER.with("at_least");
        }
        return atLeast != null && below != null && atLeast.compareTo(below) >= 0
                ? Flaw.NOT_ABOVE_OTHER.with("at_least")
                : null;
    }

    @Override
    public String on() {
        return ON;
    }

    @Override
    public boolean matches(Sale sale, PromoterFigures figures) {
        return figures.clicks() >= minClicks
                && (atLeast == null || compareRate(figures, atLeast) >= 0)
                && (below == null || compareRate(figures, below) < 0);
    }

    @Override
    public boolean covers(Condition other) {
        return other instanceof Performance rate
                && minClicks <= rate.minClicks
                && (atLeast == null
                        || (rate.atLeast != null && atLeast.compareTo(rate.atLeast) <= 0))
                && (below == null || (rate.below != null && below.compareTo(rate.below) >= 0));
    }

    /// Multiplies instead of dividing, so that a rate equal to the bound is exactly equal.
    private static int compareRate(PromoterFigures figures, BigDecimal percent) {
        BigDecimal conversions = BigDecimal.valueOf(figures.conversions());
        return conversions
                .multiply(Decimals.HUNDRED)
                .compareTo(percent.multiply(BigDecimal.valueOf(figures.clicks())));
    }

    private static BigDecimal checked(String field, BigDecimal percent) {
        return Decimals.checked(field, percent, Decimals.HUNDRED);
    }
}
