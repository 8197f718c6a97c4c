package com.afftok.management.money.bonus;

import com.afftok.management.access.Caller;
import com.afftok.management.money.ledger.BookEntries;
import com.afftok.management.platform.answer.Outcome;
import com.afftok.management.platform.idempotency.WriteOnce;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.ledger.BusinessEvent;
import com.afftok.shared.money.Money;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Gives a promoter a bonus at the expense of the advertiser, and books it in the same transaction.
@Singleton
final class GiveBonus {

    private final BonusRepository bonuses;
    private final BookEntries ledger;
    private final Audit audit;
    private final WriteOnce once;

    GiveBonus(BonusRepository bonuses, BookEntries ledger, Audit audit, WriteOnce once) {
        this.bonuses = bonuses;
        this.ledger = ledger;
        this.audit = audit;
        this.once = once;
    }

    Outcome<BonusRow> give(Caller.Advertiser caller, BonusRequest wanted) {
        return once.write(() -> {
            Outcome<BonusRow> refusal =
                    refusal(wanted, bonuses.lockBounds(caller, wanted.currency()));
            if (refusal != null) {
                return refusal;
            }
            Optional<Long> given = bonuses.give(caller, wanted);
            if (given.isEmpty()) {
                return Outcome.invalid(List.of(Problem.NOT_YOUR_PROMOTER.with("promoter_id")));
            }
            long id = given.get();
            ledger.book(
                    List.of(
                            new BusinessEvent.Awarded(
                                    Long.toString(id),
                                    caller.account(),
                                    new AccountId(wanted.promoterId()),
                                    wanted.money(),
                                    wanted.reason())));
            BonusRow row = bonuses.find(id, caller).orElseThrow();
            audit.noteMoney(
                    caller,
                    "bonus.give",
                    AuditedObject.of("bonus", id),
                    null,
                    BonusView.of(row, caller));
            return new Outcome.Saved<>(row);
        });
    }

    /// Null if the bonus is within the bounds.
    private static @Nullable Outcome<BonusRow> refusal(
            BonusRequest wanted, BonusRepository.BoundsRow bounds) {
        if (!bounds.offered()) {
            return Outcome.invalid(List.of(Problem.NOT_OF_YOUR_OFFERS.with("currency")));
        }
        Money amount = wanted.money();
        BigDecimal threshold = bounds.threshold();
        if (threshold != null
                && amount.toBigDecimal().add(bounds.given()).compareTo(threshold) > 0) {
            return Outcome.refused(
                    ErrorCode.STATE_002,
                    Problem.ABOVE_THRESHOLD.with(
                            "amount", shown(threshold, amount), wanted.currency()));
        }
        BigDecimal remaining = bounds.remaining();
        if (remaining != null && amount.toBigDecimal().compareTo(remaining) > 0) {
            return Outcome.refused(
                    ErrorCode.STATE_002,
                    Problem.ABOVE_REMAINING.with(
                            "amount",
                            shown(remaining.max(BigDecimal.ZERO), amount),
                            wanted.currency()));
        }
        return null;
    }

    private static BigDecimal shown(BigDecimal figure, Money amount) {
        return Money.of(figure, amount.currency()).toBigDecimal();
    }
}
