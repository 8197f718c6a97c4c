package com.afftok.management.money.adjustment;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A correction of two balances.
///
/// @param promoterId absent between the advertiser and the platform
/// @param payer who pays the amount to the promoter or, without one, to the advertiser
/// @param amount negative: the payer receives it
@Serdeable
@ExactMembers
record AdjustmentRequest(
        Long advertiserId,
        @Nullable Long promoterId,
        String payer,
        BigDecimal amount,
        String currency,
        String reason) {

    private static final Set<String> PAYERS = Set.of("advertiser", "platform");
    private static final int LONGEST = 500;
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000_000);

    AdjustmentRequest {
        Fields fields = new Fields();
        advertiserId = fields.id("advertiser_id", advertiserId);
        fields.idOrNull("promoter_id", promoterId);
        payer = fields.oneOf("payer", payer, PAYERS);
        fields.check(
                promoterId != null || !"advertiser".equals(payer),
                "promoter_id",
                Problem.NEEDS_OTHER,
                "payer");
        amount = fields.present("amount", amount);
        currency = fields.present("currency", currency);
        reason = fields.name("reason", reason, LONGEST);
        Currency known = currency == null ? null : Currency.find(currency).orElse(null);
        fields.check(known != null, "currency", Problem.NOT_A_CURRENCY);
        if (amount != null) {
            fields.check(amount.signum() != 0, "amount", Problem.MOVES_NOTHING);
            fields.check(amount.abs().compareTo(MOST) <= 0, "amount", Problem.TOO_LARGE, MOST);
            if (known != null) {
                fields.signedOrNull("amount", amount, known);
            }
        }
        fields.end();
    }

    Money money() {
        return Money.of(amount, Currency.of(currency));
    }
}
