package com.afftok.management.trust.review;

import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.sale.conversion.ClickNames;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A conversion as reviewers see it.
///
/// @param statusReason the reason of the hold, or who decided the status
/// @param amount null, like all amounts, if the reviewer may not see money
/// @param commission the promoter's own, before reversals
@Serdeable
record ReviewedConversionView(
        long id,
        long advertiserId,
        String transactionId,
        @Nullable String clickId,
        long offerId,
        long promoterId,
        String source,
        String status,
        @Nullable String statusReason,
        boolean needsReview,
        @Nullable BigDecimal amount,
        String currency,
        @Nullable BigDecimal commission,
        @Nullable BigDecimal commissionReversed,
        String commissionCurrency,
        Instant createdAt) {

    static ReviewedConversionView of(ReviewedConversionRow row, ClickNames clicks) {
        UUID click = row.clickId();
        Currency sold = Currency.of(row.currency());
        Currency earned = Currency.of(row.commissionCurrency());
        return new ReviewedConversionView(
                row.id(),
                row.advertiserId(),
                row.transactionId(),
                click == null ? null : clicks.name(click),
                row.offerId(),
                row.promoterId(),
                row.source(),
                row.status(),
                row.statusReason(),
                row.needsReview(),
                Money.of(row.amount(), sold).toBigDecimal(),
                row.currency(),
                Money.of(row.commission(), earned).toBigDecimal(),
                Money.of(row.commissionReversed(), earned).toBigDecimal(),
                row.commissionCurrency(),
                row.createdAt());
    }

    /// Without amounts if the reviewer may not see revenue.
    ReviewedConversionView shownTo(Caller.Admin reviewer) {
        return reviewer.may(Permission.ANALYTICS_REVENUE)
                ? this
                : new ReviewedConversionView(
                        id,
                        advertiserId,
                        transactionId,
                        clickId,
                        offerId,
                        promoterId,
                        source,
                        status,
                        statusReason,
                        needsReview,
                        null,
                        currency,
                        null,
                        null,
                        commissionCurrency,
                        createdAt);
    }
}
