package com.afftok.management.money.payout.settle;

import com.afftok.management.money.payout.settle.Settlement.End;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.PayoutId;
import com.afftok.shared.ledger.Deductions;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.core.annotation.Introspected;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A locked payout, before its end.
@Introspected
record SettledRow(
        long id,
        long promoterId,
        BigDecimal amount,
        BigDecimal fee,
        BigDecimal withheld,
        String currency,
        String status) {

    private static final Set<String> PAYABLE = Set.of("approved", "processing");
    private static final Set<String> OPEN = Set.of("requested", "held", "approved", "processing");

    PayoutId payout() {
        return new PayoutId(id);
    }

    AccountId promoter() {
        return new AccountId(promoterId);
    }

    Money money() {
        return Money.of(amount, Currency.of(currency));
    }

    Deductions deductions() {
        Currency known = Currency.of(currency);
        return new Deductions(Money.of(fee, known), Money.of(withheld, known));
    }

    /// The status to which an end moves it; null if its status does not allow that. What is
    /// returned before anybody recorded its payment has failed.
    @Nullable String after(End end) {
        return switch (end) {
            case PAID -> PAYABLE.contains(status) ? "completed" : null;
            case FAILED -> OPEN.contains(status) ? "failed" : null;
            case RETURNED ->
                    switch (status) {
                        case "completed" -> "returned";
                        case "processing" -> "failed";
                        default -> null;
                    };
        };
    }

    /// Whether it had that end before.
    boolean had(End end) {
        return switch (end) {
            case PAID -> status.equals("completed") || status.equals("returned");
            case FAILED -> status.equals("failed");
            case RETURNED -> status.equals("returned") || status.equals("failed");
        };
    }
}
