package com.afftok.management.sale.rule;

import com.afftok.management.sale.rule.RuleView.TierView;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Shows rules to clients.
@Singleton
final class ViewRule {

    private final ReadRow read;
    private final InstantSource clock;

    ViewRule(ReadRow read, InstantSource clock) {
        this.read = read;
        this.clock = clock;
    }

    RuleView of(RuleRow row) {
        Instant now = clock.instant();
        return new RuleView(
                row.seriesId(),
                row.id(),
                row.advertiserId(),
                row.offerId(),
                row.promoterId(),
                row.name(),
                row.payoutType(),
                plain(row.amount()),
                plain(row.percent()),
                row.currency(),
                row.priority(),
                tiers(read.objects(row.tiers())),
                read.objects(row.conditions()),
                row.effectiveFrom(),
                row.effectiveUntil(),
                row.status(now),
                row.version(),
                row.createdAt());
    }

    RuleView.Saved of(SaveRule.Saved saved) {
        return new RuleView.Saved(of(saved.rule()), saved.warnings());
    }

    /// A tier ends where the next one begins.
    private static List<TierView> tiers(List<Object> stored) {
        List<TierView> tiers = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            boolean isLast = i + 1 == stored.size();
            tiers.add(
                    new TierView(
                            minSales(stored.get(i)),
                            isLast ? null : minSales(stored.get(i + 1)) - 1,
                            new BigDecimal(member(stored.get(i), "rate"))));
        }
        return tiers;
    }

    private static int minSales(Object tier) {
        return Integer.parseInt(member(tier, "min_sales"));
    }

    private static String member(Object object, String name) {
        return String.valueOf(((Map<?, ?>) object).get(name));
    }

    /// Without trailing zeros.
    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
