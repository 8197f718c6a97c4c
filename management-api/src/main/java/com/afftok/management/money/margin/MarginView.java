package com.afftok.management.money.margin;

import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The margin of the platform in a period. Each total is the sum of its rows.
@Serdeable
record MarginView(
        Instant from, Instant to, String group, List<RowView> rows, List<RowView> totals) {

    /// The figures of a month, an advertiser or an offer.
    ///
    /// @param subject null for totals, and for what has no offer
    /// @param charged to advertisers: what promoters, recruiters and the platform have from sales
    /// @param margin what the platform has in all: fees, adjustments and other
    @Serdeable
    record RowView(
            @Nullable String subject,
            String currency,
            BigDecimal charged,
            BigDecimal promoters,
            BigDecimal recruiters,
            BigDecimal fees,
            BigDecimal adjustments,
            BigDecimal other,
            BigDecimal margin) {}

    private record Figures(
            Money charged,
            Money promoters,
            Money recruiters,
            Money fees,
            Money adjustments,
            Money other) {

        static Figures of(MarginRow row) {
            Currency currency = Currency.of(row.currency());
            return new Figures(
                    Money.of(row.charged(), currency),
                    Money.of(row.promoters(), currency),
                    Money.of(row.recruiters(), currency),
                    Money.of(row.fees(), currency),
                    Money.of(row.adjustments(), currency),
                    Money.of(row.other(), currency));
        }

        Figures plus(Figures more) {
            return new Figures(
                    charged.plus(more.charged),
                    promoters.plus(more.promoters),
                    recruiters.plus(more.recruiters),
                    fees.plus(more.fees),
                    adjustments.plus(more.adjustments),
                    other.plus(more.other));
        }

        RowView view(@Nullable String subject) {
            return new RowView(
                    subject,
                    charged.currency().code(),
                    charged.toBigDecimal(),
                    promoters.toBigDecimal(),
                    recruiters.toBigDecimal(),
                    fees.toBigDecimal(),
                    adjustments.toBigDecimal(),
                    other.toBigDecimal(),
                    fees.plus(adjustments).plus(other).toBigDecimal());
        }
    }

    static MarginView of(Instant from, Instant to, String group, List<MarginRow> rows) {
        Map<String, Figures> totals = new TreeMap<>();
        rows.forEach(row -> totals.merge(row.currency(), Figures.of(row), Figures::plus));
        return new MarginView(
                from,
                to,
                group,
                rows.stream().map(row -> Figures.of(row).view(row.subject())).toList(),
                totals.values().stream().map(total -> total.view(null)).toList());
    }
}
