package com.afftok.management.sale.cap;

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
import com.afftok.shared.error.ErrorCode;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Creates, changes and ends caps. What was in force before stays as it was.
@Singleton
final class SaveCap {

    /// For all promoters of an offer, and for each of them.
    static final int MOST_CAPS = CalculateCommission.MAX_RULES / 2;

    private final CapRepository caps;
    private final OfferRepository offers;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;

    SaveCap(
            CapRepository caps,
            OfferRepository offers,
            Audit audit,
            TransactionOperations<Connection> transactions) {
        this.caps = caps;
        this.offers = offers;
        this.audit = audit;
        this.transactions = transactions;
    }

    /// A cap after its change.
    ///
    /// @param warnings of what may not be meant
    record Saved(CapRow cap, List<Detail> warnings) {

        static Saved of(CapRow cap) {
            return new Saved(cap, List.of());
        }
    }

    Changed<Saved> make(Caller caller, CapRequest request) {
        long id = Fields.required("offer_id", request.offerId());
        String period = Fields.required("period", request.period());
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
            Instant now = offers.now();
            Effect effect = request.effect().startingAt(fields, now);
            if (!fields.problems().isEmpty()) {
                return Changed.invalid(fields.problems());
            }
            Optional<CapRow> there =
                    caps.ofKind(id, promoter, period, request.maximum().currency());
            if (there.isPresent()) {
                return new Changed.Conflict<>(
                        ErrorCode.STATE_002,
                        Saved.of(there.get()),
                        Problem.CAP_EXISTS.with("period"));
            }
            if (isFull(id, promoter, effect)) {
                return tooMany();
            }
            CapRow saved =
                    insert(null, offer.get(), promoter, period, request.maximum(), effect, 0);
            audit.noteMoney(
                    caller, "commission_cap.create", object(saved), null, CapView.of(saved, now));
            return new Changed.Saved<>(new Saved(saved, warnings(saved, offer.get())));
        });
    }

    Changed<Saved> change(Caller caller, long id, CapRequest request) {
        int version = Fields.required("version", request.version());
        return transactions.executeWrite(_ -> {
            Optional<CapRow> found = caps.lock(id, Actor.advertiser(caller));
            if (found.isEmpty()) {
                return Changed.refused(ErrorCode.ROUTE_001);
            }
            CapRow last = found.get();
            if (last.version() != version) {
                return new Changed.Conflict<>(ErrorCode.STATE_001, Saved.of(last));
            }
            Instant now = offers.now();
            Fields fields = new Fields();
            same(fields, "offer_id", request.offerId(), last.offerId());
            same(fields, "promoter_id", request.promoterId(), last.promoterId());
            same(fields, "period", request.period(), last.period());
            fields.check(
                    Objects.equals(request.maximum().currency(), last.currency()),
                    "currency",
                    Problem.NOT_EQUAL,
                    String.valueOf(last.currency()));
            Effect effect = request.effect().ofChange(last, now).startingAt(fields, now);
            if (!fields.problems().isEmpty()) {
                return Changed.invalid(fields.problems());
            }
            OfferRow offer = offers.find(last.offerId(), null).orElseThrow();
            offers.lockTerms(offer.id());
            if (last.hasEndedAt(effect.start()) && isFull(offer.id(), last.promoterId(), effect)) {
                return tooMany();
            }
            caps.end(last, effect.start());
            CapRow saved =
                    insert(
                            last.seriesId(),
                            offer,
                            last.promoterId(),
                            last.period(),
                            request.maximum(),
                            effect,
                            last.version() + 1);
            audit.noteMoney(
                    caller,
                    "commission_cap.change",
                    object(saved),
                    CapView.of(last, now),
                    CapView.of(saved, now));
            return new Changed.Saved<>(new Saved(saved, warnings(saved, offer)));
        });
    }

    Changed<Saved> end(Caller caller, long id, EndRequest request) {
        return transactions.executeWrite(_ -> {
            Optional<CapRow> found = caps.lock(id, Actor.advertiser(caller));
            if (found.isEmpty()) {
                return Changed.refused(ErrorCode.ROUTE_001);
            }
            CapRow last = found.get();
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
            caps.end(last, until == null ? now : until);
            CapRow ended = caps.find(last.id(), null).orElseThrow();
            audit.noteMoney(
                    caller,
                    "commission_cap.end",
                    object(ended),
                    CapView.of(last, now),
                    CapView.of(ended, now));
            return new Changed.Saved<>(Saved.of(ended));
        });
    }

    private boolean isFull(long offer, @Nullable Long promoter, Effect effect) {
        return caps.countOpen(offer, promoter, effect.start()) >= MOST_CAPS;
    }

    private static Changed<Saved> tooMany() {
        return Changed.refused(ErrorCode.STATE_002, Problem.TOO_MANY_TERMS.with("caps", MOST_CAPS));
    }

    /// What a cap keeps may be sent back.
    private static void same(
            Fields fields, String field, @Nullable Object sent, @Nullable Object kept) {
        fields.check(
                sent == null || sent.equals(kept), field, Problem.NOT_EQUAL, String.valueOf(kept));
    }

    private CapRow insert(
            @Nullable Long series,
            OfferRow offer,
            @Nullable Long promoter,
            String period,
            CapMaximum maximum,
            Effect effect,
            int version) {
        long id = caps.insert(series, offer, promoter, period, maximum, effect, version);
        return caps.find(id, null).orElseThrow();
    }

    private static List<Detail> warnings(CapRow cap, OfferRow offer) {
        List<Detail> warnings = new ArrayList<>();
        Long conversions = cap.maxConversions();
        BigDecimal amount = cap.maxAmount();
        if (conversions != null && conversions == 0) {
            warnings.add(Problem.PAYS_NOTHING.with("max_conversions"));
        }
        if (amount != null && amount.signum() == 0) {
            warnings.add(Problem.PAYS_NOTHING.with("max_amount"));
        }
        if (cap.currency() != null && !cap.currency().equals(offer.currency())) {
            warnings.add(Problem.CAP_OF_OTHER_CURRENCY.with("currency", offer.currency()));
        }
        return warnings;
    }

    private static AuditedObject object(CapRow cap) {
        return AuditedObject.of("commission_cap", cap.seriesId());
    }
}
