package com.afftok.management.money.earning;

import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The commission of one promoter from a conversion.
///
/// @param level 0 for the promoter of the link, 1 to 3 for recruiters
/// @param soldBy the promoter of the link
/// @param status of the conversion
/// @param reversedAmount all of it if the conversion was rejected
/// @param ruleId the rule that applied; null for the offer's own payout
/// @param notPaid why nothing is paid; null if something is
@Serdeable
record CommissionView(
        long conversionId,
        int level,
        long promoterId,
        long soldBy,
        long advertiserId,
        long offerId,
        String offerTitle,
        String status,
        BigDecimal amount,
        BigDecimal reversedAmount,
        String currency,
        @Nullable Long ruleId,
        @Nullable String notPaid,
        Instant createdAt) {

    static CommissionView of(CommissionRow row) {
        Currency currency = Currency.of(row.currency());
        BigDecimal amount = Money.of(row.amount(), currency).toBigDecimal();
        return new CommissionView(
                row.conversionId(),
                row.level(),
                row.promoterId(),
                row.soldBy(),
                row.advertiserId(),
                row.offerId(),
                row.offerTitle(),
                row.status(),
                amount,
                row.isRejected() ? amount : Money.of(row.reversedAmount(), currency).toBigDecimal(),
                row.currency(),
                row.ruleId(),
                row.notPaid(),
                row.createdAt());
    }

    /// @param explanation the steps of the calculation
    @Serdeable
    record Details(@JsonUnwrapped CommissionView commission, JsonNode explanation) {}
}
