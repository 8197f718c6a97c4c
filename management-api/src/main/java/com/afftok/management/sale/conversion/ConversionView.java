package com.afftok.management.sale.conversion;

import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A conversion as its promoter, its advertiser and administrators see it.
///
/// @param needsReview whether it is held for review by a person
/// @param superseded whether it is a claim whose transaction a signed postback took over
/// @param holdUntil the end of the holding period, when it is approved automatically
/// @param commission of the promoter, before reversals
/// @param commissionReversed the reversed part; the whole commission if it was rejected
/// @param adv1 a note of the advertiser; null for other readers
@Serdeable
public record ConversionView(
        long id,
        String transactionId,
        @Nullable String clickId,
        @Nullable Instant clickedAt,
        long linkId,
        long offerId,
        String offerTitle,
        long promoterId,
        long advertiserId,
        String source,
        String status,
        @Nullable String statusReason,
        boolean needsReview,
        boolean superseded,
        @Nullable Instant holdUntil,
        BigDecimal amount,
        BigDecimal refundedAmount,
        String currency,
        BigDecimal commission,
        BigDecimal commissionReversed,
        String commissionCurrency,
        @Nullable String goal,
        @Nullable String customerType,
        @Nullable String coupon,
        @Nullable String adv1,
        @Nullable String adv2,
        @Nullable String adv3,
        @Nullable String adv4,
        @Nullable String adv5,
        @Nullable Instant occurredAt,
        @Nullable String country,
        @Nullable String device,
        @Nullable String browser,
        @Nullable String os,
        @Nullable String trafficSource,
        @Nullable String sub1,
        @Nullable String sub2,
        @Nullable String sub3,
        @Nullable String sub4,
        @Nullable String sub5,
        int version,
        Instant createdAt,
        @Nullable Instant approvedAt,
        @Nullable Instant rejectedAt,
        @Nullable Instant reversedAt) {

    /// The view of a row.
    ///
    /// @param forPromoter whether the notes of the advertiser are omitted
    static ConversionView of(ConversionRow row, ClickNames names, boolean forPromoter) {
        return new ConversionView(
                row.id(),
                row.transactionId(),
                names.nameOf(row.clickId()),
                row.clickedAt(),
                row.linkId(),
                row.offerId(),
                row.offerTitle(),
                row.promoterId(),
                row.advertiserId(),
                row.source(),
                row.status(),
                row.statusReason(),
                row.needsReview(),
                row.superseded(),
                row.holdUntil(),
                amount(row.amount(), row.currency()),
                amount(row.refundedAmount(), row.currency()),
                row.currency(),
                amount(row.commission(), row.commissionCurrency()),
                amount(
                        row.isRejected() ? row.commission() : row.commissionReversed(),
                        row.commissionCurrency()),
                row.commissionCurrency(),
                row.goal(),
                row.customerType(),
                row.coupon(),
                forPromoter ? null : row.adv1(),
                forPromoter ? null : row.adv2(),
                forPromoter ? null : row.adv3(),
                forPromoter ? null : row.adv4(),
                forPromoter ? null : row.adv5(),
                row.occurredAt(),
                row.country(),
                row.device(),
                row.browser(),
                row.os(),
                row.trafficSource(),
                row.sub1(),
                row.sub2(),
                row.sub3(),
                row.sub4(),
                row.sub5(),
                row.version(),
                row.createdAt(),
                row.approvedAt(),
                row.rejectedAt(),
                row.reversedAt());
    }

    static BigDecimal amount(BigDecimal amount, String currency) {
        return Money.of(amount, Currency.of(currency)).toBigDecimal();
    }
}
