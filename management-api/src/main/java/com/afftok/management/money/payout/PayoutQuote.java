package com.afftok.management.money.payout;

import com.afftok.management.money.payout.reserve.Judgement;
import com.afftok.management.money.payout.tax.Tax;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Fields;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What a payout would deduct and pay at present.
///
/// @param most that can be paid; may be negative
/// @param problem why it would be refused; null if it would not
@Serdeable
record PayoutQuote(
        BigDecimal amount,
        String currency,
        long methodId,
        BigDecimal fee,
        BigDecimal withheld,
        BigDecimal net,
        @Nullable String taxCountry,
        @Nullable BigDecimal taxPercent,
        BigDecimal minimum,
        BigDecimal most,
        @Nullable Detail problem) {

    static PayoutQuote of(Judgement.Figures figures, long methodId, @Nullable Detail problem) {
        Tax tax = figures.tax();
        return new PayoutQuote(
                figures.amount().toBigDecimal(),
                figures.amount().currency().code(),
                methodId,
                figures.deductions().fee().toBigDecimal(),
                figures.deductions().withheld().toBigDecimal(),
                figures.net().toBigDecimal(),
                tax == null ? null : tax.country(),
                tax == null ? null : Tax.shown(tax.percent()),
                figures.minimum().toBigDecimal(),
                figures.most().toBigDecimal(),
                problem);
    }

    /// The payout that the quote is for.
    @Introspected
    record Query(
            @QueryValue @Nullable BigDecimal amount,
            @QueryValue @Nullable String currency,
            @QueryValue("method_id") @Nullable Long methodId) {

        PayoutRequest payout() {
            return new PayoutRequest(
                    Fields.required("amount", amount),
                    Fields.required("currency", currency),
                    Fields.required("method_id", methodId));
        }
    }
}
