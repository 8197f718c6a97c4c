package com.afftok.management.money.payout.batch;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.money.Currency;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The payouts of a new batch.
///
/// @param payoutIds null for all approved ones
@Serdeable
@ExactMembers
record BatchRequest(String currency, String method, @Nullable List<Long> payoutIds) {

    static final Set<String> METHODS = Set.of("bank_transfer", "upi", "wallet", "paypal");

    /// Repeated ids count once.
    BatchRequest {
        Fields fields = new Fields();
        currency = fields.present("currency", currency);
        fields.check(
                currency == null || Currency.find(currency).isPresent(),
                "currency",
                Problem.NOT_A_CURRENCY);
        method = fields.oneOf("method", method, METHODS);
        if (payoutIds != null) {
            fields.check(!payoutIds.isEmpty(), "payout_ids", Problem.EMPTY)
                    .check(
                            payoutIds.size() <= MakeBatch.MOST,
                            "payout_ids",
                            Problem.TOO_MANY,
                            MakeBatch.MOST);
            for (int i = 0; i < Math.min(payoutIds.size(), MakeBatch.MOST); i++) {
                fields.id("payout_ids[%d]".formatted(i), payoutIds.get(i));
            }
        }
        fields.end();
        payoutIds = payoutIds == null ? null : payoutIds.stream().distinct().toList();
    }
}
