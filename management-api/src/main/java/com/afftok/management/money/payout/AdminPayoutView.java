package com.afftok.management.money.payout;

import com.afftok.management.money.payout.method.Destination;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A payout as administrators see it.
///
/// @param approvalsNeeded 2 if it was above the threshold when it was requested
@Serdeable
record AdminPayoutView(
        long id,
        long promoterId,
        BigDecimal amount,
        String currency,
        @JsonUnwrapped PayoutRow.Paid paid,
        String method,
        @Nullable Long methodId,
        String status,
        @Nullable String reference,
        @Nullable String failureReason,
        int approvalsNeeded,
        @Nullable Long approvedBy,
        @Nullable Instant approvedAt,
        @Nullable Long secondApprovedBy,
        @Nullable Instant secondApprovedAt,
        Instant createdAt,
        @Nullable Instant completedAt,
        @Nullable Instant failedAt,
        @Nullable String returnReason,
        @Nullable Instant returnedAt) {

    static AdminPayoutView of(PayoutRow row) {
        return new AdminPayoutView(
                row.id(),
                row.promoterId(),
                row.money().toBigDecimal(),
                row.currency(),
                row.paid(),
                row.method(),
                row.methodId(),
                row.status(),
                row.reference(),
                row.failureReason(),
                row.approvalsNeeded(),
                row.approvedBy(),
                row.approvedAt(),
                row.secondApprovedBy(),
                row.secondApprovedAt(),
                row.createdAt(),
                row.completedAt(),
                row.failedAt(),
                row.returnReason(),
                row.returnedAt());
    }

    /// A payout with its promoter's present standing.
    ///
    /// @param promoterAvailable negative if refunds since the request are more than is left
    @Serdeable
    record Listed(
            @JsonUnwrapped AdminPayoutView payout,
            String promoterStatus,
            BigDecimal promoterAvailable) {

        static Listed of(AdminPayoutRow row) {
            return new Listed(
                    AdminPayoutView.of(row.payout()),
                    row.promoterStatus(),
                    Money.of(row.promoterAvailable(), Currency.of(row.payout().currency()))
                            .toBigDecimal());
        }
    }

    /// @param destination in full, because finance pays to it; null if there is none
    @Serdeable
    record Details(
            @JsonUnwrapped Listed payout,
            @Nullable Destination destination,
            List<PayoutView.EventView> history) {}
}
