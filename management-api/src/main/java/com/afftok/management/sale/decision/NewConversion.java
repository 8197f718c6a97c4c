package com.afftok.management.sale.decision;

import com.afftok.shared.commission.Commission;
import com.afftok.shared.conversion.ConversionStatus;
import com.afftok.shared.id.ClickId;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A sale that a person reports, priced.
///
/// @param reason why it is held for review or earns nothing
/// @param feePercent the platform's fee, in percent of the commission
/// @param click null if it has none
/// @param clicked the data of the click
public record NewConversion(
        long advertiser,
        long link,
        long offer,
        long promoter,
        String transaction,
        ConversionStatus status,
        @Nullable String reason,
        boolean needsReview,
        Commission commission,
        BigDecimal feePercent,
        @Nullable String goal,
        @Nullable String customerType,
        @Nullable String coupon,
        @Nullable Instant occurredAt,
        String proof,
        @Nullable ClickId click,
        @Nullable ClickRow clicked) {}
