package com.afftok.management.money.payout;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A payout as its promoter sees it.
///
/// @param reference of the bank or provider
@Serdeable
record PayoutView(
        long id,
        BigDecimal amount,
        String currency,
        @JsonUnwrapped PayoutRow.Paid paid,
        String method,
        @Nullable Long methodId,
        String status,
        @Nullable String reference,
        @Nullable String failureReason,
        Instant createdAt,
        @Nullable Instant completedAt,
        @Nullable Instant failedAt,
        @Nullable String returnReason,
        @Nullable Instant returnedAt) {

    static PayoutView of(PayoutRow row) {
        return new PayoutView(
                row.id(),
                row.money().toBigDecimal(),
                row.currency(),
                row.paid(),
                row.method(),
                row.methodId(),
                row.status(),
                row.reference(),
                row.failureReason(),
                row.createdAt(),
                row.completedAt(),
                row.failedAt(),
                row.returnReason(),
                row.returnedAt());
    }

    @Serdeable
    record Details(@JsonUnwrapped PayoutView payout, List<EventView> history) {}

    /// What somebody did to it, oldest first.
    ///
    /// @param adminId null for promoters
    @Serdeable
    record EventView(
            Instant at,
            String action,
            @Nullable Long userId,
            @Nullable Long adminId,
            String status,
            @Nullable String reason) {

        /// What has reasons for administrators alone.
        private static final Set<String> INTERNAL = Set.of("hold", "release");

        static EventView of(PayoutEventRow row, boolean forPromoter) {
            return new EventView(
                    row.createdAt(),
                    row.action(),
                    row.userId(),
                    forPromoter ? null : row.adminId(),
                    row.status(),
                    forPromoter && INTERNAL.contains(row.action()) ? null : row.reason());
        }
    }
}
