package com.afftok.management.money.bonus.rule;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.sale.decision.Actor;
import com.afftok.management.sale.version.Changed;
import com.afftok.management.sale.version.OfferRepository;
import com.afftok.management.sale.version.OfferRow;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/// Creates and ends bonus rules. What a rule promises never changes.
@Singleton
final class SaveBonusRule {

    static final int MOST_RULES = 20;

    private final BonusRuleRepository rules;
    private final OfferRepository offers;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;

    SaveBonusRule(
            BonusRuleRepository rules,
            OfferRepository offers,
            Audit audit,
            TransactionOperations<Connection> transactions) {
        this.rules = rules;
        this.offers = offers;
        this.audit = audit;
        this.transactions = transactions;
    }

    Changed<BonusRuleView> make(Caller caller, BonusRuleRequest request) {
        return transactions.executeWrite(_ -> {
            Optional<OfferRow> offer = offers.find(request.offerId(), Actor.advertiser(caller));
            if (offer.isEmpty()) {
                return Changed.refused(ErrorCode.OFFER_001);
            }
            offers.lockTerms(request.offerId());
            YearMonth present = present();
            LocalDate first = request.first(present);
            LocalDate last = request.last();
            Fields fields = new Fields();
            fields.check(
                            offer.get().currency().equals(request.currency()),
                            "currency",
                            Problem.NOT_EQUAL,
                            offer.get().currency())
                    .check(!first.isBefore(present.atDay(1)), "first_month", Problem.IN_PAST)
                    .check(last == null || !last.isBefore(first), "last_month", Problem.IN_PAST);
            if (!fields.problems().isEmpty()) {
                return Changed.invalid(fields.problems());
            }
            if (rules.countOpen(request.offerId(), present.atDay(1)) >= MOST_RULES) {
                return Changed.refused(
                        ErrorCode.STATE_002,
                        Problem.TOO_MANY_BONUS_RULES.with("rules", MOST_RULES));
            }
            long id = rules.insert(offer.get().advertiserId(), request, first);
            BonusRuleView made = BonusRuleView.of(rules.find(id, caller).orElseThrow());
            audit.noteMoney(
                    caller, "bonus_rule.create", AuditedObject.of("bonus_rule", id), null, made);
            return new Changed.Saved<>(made);
        });
    }

    /// Ends a rule with the present month or a later one, but no later than it ends already.
    Changed<BonusRuleView> end(Caller caller, long id, EndRuleRequest request) {
        return transactions.executeWrite(_ -> {
            Optional<BonusRuleView> found = rules.find(id, caller).map(BonusRuleView::of);
            if (found.isEmpty()) {
                return Changed.refused(ErrorCode.ROUTE_001);
            }
            BonusRuleView before = found.get();
            YearMonth present = present();
            YearMonth last = request.last(present);
            YearMonth first = YearMonth.parse(before.firstMonth());
            Fields fields = new Fields();
            fields.check(!last.isBefore(present), "last_month", Problem.IN_PAST)
                    .check(
                            !last.isBefore(first),
                            "last_month",
                            Problem.BEFORE_OTHER,
                            "first_month");
            String ends = before.lastMonth();
            if (ends != null) {
                fields.check(
                        !last.isAfter(YearMonth.parse(ends)),
                        "last_month",
                        Problem.NOT_PROLONGED,
                        ends);
            }
            if (!fields.problems().isEmpty()) {
                return Changed.invalid(fields.problems());
            }
            if (rules.end(id, last.atDay(1), request.version()) == 0) {
                return new Changed.Conflict<>(ErrorCode.STATE_001, before);
            }
            BonusRuleView after = BonusRuleView.of(rules.find(id, caller).orElseThrow());
            audit.noteMoney(
                    caller, "bonus_rule.end", AuditedObject.of("bonus_rule", id), before, after);
            return new Changed.Saved<>(after);
        });
    }

    private YearMonth present() {
        return YearMonth.from(offers.now().atOffset(ZoneOffset.UTC));
    }
}
