package com.afftok.management.sale.rule;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.sale.decision.Actor;
import com.afftok.management.sale.version.Changed;
import com.afftok.management.sale.version.Effect;
import com.afftok.management.sale.version.EndRequest;
import com.afftok.management.sale.version.OfferRepository;
import com.afftok.management.sale.version.OfferRow;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.commission.CalculateCommission;
import com.afftok.shared.commission.CommissionRule;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Creates, changes and ends rules. What was in force before stays as it was.
@Singleton
final class SaveRule {

    /// For all promoters of an offer, and for each of them, so that a sale has no more rules than
    /// [CalculateCommission#MAX_RULES].
    static final int MOST_RULES = CalculateCommission.MAX_RULES / 2;

    private final RuleRepository rules;
    private final OfferRepository offers;
    private final WarnOfRule warn;
    private final ViewRule view;
    private final Audit audit;
    private final ObjectMapper json;
    private final TransactionOperations<Connection> transactions;

    SaveRule(
            RuleRepository rules,
            OfferRepository offers,
            WarnOfRule warn,
            ViewRule view,
            Audit audit,
            ObjectMapper json,
            TransactionOperations<Connection> transactions) {
        this.rules = rules;
        this.offers = offers;
        this.warn = warn;
        this.view = view;
        this.audit = audit;
        this.json = json;
        this.transactions = transactions;
    }

    record Saved(RuleRow rule, List<Detail> warnings) {

        static Saved of(RuleRow rule) {
            return new Saved(rule, List.of());
        }
    }

    Changed<Saved> make(Caller caller, RuleRequest request) {
        long id = request.newRule();
        return transactions.executeWrite(_ -> {
            Optional<OfferRow> offer = offers.find(id, Actor.advertiser(caller));
            if (offer.isEmpty()) {
                return Changed.refused(ErrorCode.OFFER_001);
            }
            offers.lockTerms(id);
            Fields fields = new Fields();
            Long promoter = request.promoterId();
            fields.check(
                    promoter == null || offers.isPromotedBy(id, promoter),
                    "promoter_id",
                    Problem.NOT_OF_OFFER);
            Effect effect = check(fields, offer.get(), request, request.effect());
            if (!fields.problems().isEmpty()) {
                return Changed.invalid(fields.problems());
            }
            if (isFull(id, promoter, effect)) {
                return tooMany();
            }
            RuleRow saved =
                    insert(null, offer.get(), request.rule(1, promoter), request, effect, 0);
            Saved after = new Saved(saved, warnings(saved));
            audit.noteMoney(caller, "commission_rule.create", object(saved), null, view.of(saved));
            return new Changed.Saved<>(after);
        });
    }

    Changed<Saved> change(Caller caller, long id, RuleRequest request) {
        int version = request.changedVersion();
        return transactions.executeWrite(_ -> {
            Optional<RuleRow> found = rules.lock(id, Actor.advertiser(caller));
            if (found.isEmpty()) {
                return Changed.refused(ErrorCode.ROUTE_001);
            }
            RuleRow last = found.get();
            if (last.version() != version) {
                return new Changed.Conflict<>(ErrorCode.STATE_001, Saved.of(last));
            }
            OfferRow offer = offers.find(last.offerId(), null).orElseThrow();
            Fields fields = new Fields();
            same(fields, "offer_id", request.offerId(), last.offerId());
            same(fields, "promoter_id", request.promoterId(), last.promoterId());
            Effect effect =
                    check(fields, offer, request, request.effect().ofChange(last, offers.now()));
            if (!fields.problems().isEmpty()) {
                return Changed.invalid(fields.problems());
            }
            offers.lockTerms(offer.id());
            if (last.hasEndedAt(effect.start()) && isFull(offer.id(), last.promoterId(), effect)) {
                return tooMany();
            }
            rules.end(last, effect.start());
            CommissionRule rule = request.rule(1, last.promoterId());
            RuleRow saved =
                    insert(last.seriesId(), offer, rule, request, effect, last.version() + 1);
            Saved after = new Saved(saved, warnings(saved));
            audit.noteMoney(
                    caller, "commission_rule.change", object(saved), view.of(last), view.of(saved));
            return new Changed.Saved<>(after);
        });
    }

    Changed<Saved> end(Caller caller, long id, EndRequest request) {
        return transactions.executeWrite(_ -> {
            Optional<RuleRow> found = rules.lock(id, Actor.advertiser(caller));
            if (found.isEmpty()) {
                return Changed.refused(ErrorCode.ROUTE_001);
            }
            RuleRow last = found.get();
            if (last.version() != request.version()) {
                return new Changed.Conflict<>(ErrorCode.STATE_001, Saved.of(last));
            }
            Instant now = offers.now();
            Instant until = request.effectiveUntil();
            Fields fields = new Fields();
            new Effect(null, until).startingAt(fields, now);
            if (!fields.problems().isEmpty()) {
                return Changed.invalid(fields.problems());
            }
            rules.end(last, until == null ? now : until);
            RuleRow ended = rules.find(last.id(), null).orElseThrow();
            audit.noteMoney(
                    caller, "commission_rule.end", object(ended), view.of(last), view.of(ended));
            return new Changed.Saved<>(Saved.of(ended));
        });
    }

    private boolean isFull(long offer, @Nullable Long promoter, Effect effect) {
        return rules.countOpen(offer, promoter, effect.start()) >= MOST_RULES;
    }

    private static Changed<Saved> tooMany() {
        return Changed.refused(
                ErrorCode.STATE_002, Problem.TOO_MANY_TERMS.with("rules", MOST_RULES));
    }

    private Effect check(Fields fields, OfferRow offer, RuleRequest request, Effect effect) {
        fields.check(
                offer.currency().equals(request.terms().currency()),
                "currency",
                Problem.NOT_EQUAL,
                offer.currency());
        return effect.startingAt(fields, offers.now());
    }

    /// What a rule keeps may be sent back.
    private static void same(
            Fields fields, String field, @Nullable Long sent, @Nullable Long kept) {
        fields.check(
                sent == null || Objects.equals(sent, kept),
                field,
                Problem.NOT_EQUAL,
                String.valueOf(kept));
    }

    private RuleRow insert(
            @Nullable Long series,
            OfferRow offer,
            CommissionRule rule,
            RuleRequest request,
            Effect effect,
            int version) {
        try {
            List<@Nullable Object> conditions =
                    Objects.requireNonNullElse(request.terms().conditions(), List.of());
            long id =
                    rules.insert(
                            series,
                            offer,
                            rule,
                            json.writeValueAsString(conditions),
                            effect,
                            version);
            return rules.find(id, null).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Detail> warnings(RuleRow saved) {
        return warn.of(
                saved,
                rules.addedPercent(saved.advertiserId(), saved.offerId(), saved.effectiveFrom()),
                rules.goals(saved.offerId()),
                rules.inForce(
                        saved.offerId(),
                        saved.promoterId(),
                        saved.effectiveFrom(),
                        saved.effectiveUntil(),
                        CalculateCommission.MAX_RULES));
    }

    private static AuditedObject object(RuleRow rule) {
        return AuditedObject.of("commission_rule", rule.seriesId());
    }
}
