package com.afftok.management.sale.manual;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.sale.conversion.ConversionDetails;
import com.afftok.management.sale.conversion.ShowConversion;
import com.afftok.management.sale.decision.Actor;
import com.afftok.management.sale.decision.ClickRow;
import com.afftok.management.sale.decision.NewConversion;
import com.afftok.management.sale.decision.RecordSale;
import com.afftok.management.sale.manual.FindLink.Found;
import com.afftok.management.sale.price.PricingRepository;
import com.afftok.management.sale.price.PricingRepository.LinkRow;
import com.afftok.management.sale.price.PricingTerms;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.commission.CalculateCommission;
import com.afftok.shared.commission.Commission;
import com.afftok.shared.commission.CustomerType;
import com.afftok.shared.commission.NotPaid;
import com.afftok.shared.commission.Sale;
import com.afftok.shared.conversion.ConversionStatus;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Records a sale that a person reports, as the edge records a postback: same terms, commission,
/// ledger and events. It is never approved automatically.
@Singleton
final class RecordManually {

    private static final int OLDEST_CLICK_DAYS = 30;

    private final FindLink links;
    private final PricingRepository pricing;
    private final RecordSale records;
    private final ShowConversion show;
    private final Audit audit;
    private final InstantSource clock;
    private final TransactionOperations<Connection> transactions;

    RecordManually(
            FindLink links,
            PricingRepository pricing,
            RecordSale records,
            ShowConversion show,
            Audit audit,
            InstantSource clock,
            TransactionOperations<Connection> transactions) {
        this.links = links;
        this.pricing = pricing;
        this.records = records;
        this.show = show;
        this.audit = audit;
        this.clock = clock;
        this.transactions = transactions;
    }

    sealed interface Outcome {

        record Recorded(ConversionDetails conversion) implements Outcome {}

        /// The transaction was recorded before.
        record Exists(ConversionDetails conversion) implements Outcome {}

        record Refused(ErrorCode code, List<Detail> why) implements Outcome {}

        static Outcome refused(ErrorCode code, Detail... why) {
            return new Refused(code, List.of(why));
        }
    }

    Outcome record(Caller caller, ManualSale request) {
        Instant now = clock.instant();
        return transactions.executeWrite(_ ->
                switch (links.of(caller, request, now)) {
                    case Found.Nothing(ErrorCode code, List<Detail> why) ->
                            new Outcome.Refused(code, why);
                    case Found.Link(LinkRow link, ClickId click) ->
                            record(caller, request, link, click, now);
                });
    }

    private Outcome record(
            Caller caller, ManualSale request, LinkRow link, @Nullable ClickId click, Instant now) {
        ClickRow clicked =
                click == null
                        ? null
                        : records.lockClick(new AccountId(link.advertiserId()), click).orElse(null);
        Optional<ConversionDetails> there =
                show.to(caller, link.advertiserId(), request.transactionId());
        if (there.isPresent()) {
            return new Outcome.Exists(there.get());
        }
        PricingTerms terms = pricing.terms(link, click == null ? now : click.time());
        Outcome refused = refusal(request, terms, click, clicked, now);
        if (refused != null) {
            return refused;
        }
        pricing.lockSales(link);
        Commission commission =
                CalculateCommission.of(
                        sale(request, link, terms, clicked, now),
                        terms.payout(),
                        terms.rules(),
                        pricing.figures(link, now, terms),
                        terms.caps(),
                        terms.recruiters());
        NotPaid notPaid = commission.notPaid();
        if (notPaid instanceof NotPaid.CurrenciesDiffer(Currency sale, Currency payout)) {
            return Outcome.refused(
                    ErrorCode.CONV_005,
                    Problem.CURRENCIES_DIFFER.with("currency", payout.code(), sale.code()));
        }
        Optional<ConversionId> made =
                records.record(
                        Actor.of(caller),
                        conversion(request, link, terms, commission, click, clicked));
        if (made.isEmpty()) {
            return new Outcome.Exists(
                    show.to(caller, link.advertiserId(), request.transactionId()).orElseThrow());
        }
        ConversionDetails after = show.to(caller, made.get()).orElseThrow();
        audit.note(
                caller,
                "conversion.record",
                AuditedObject.of("conversion", made.get().value()),
                null,
                after.conversion());
        return new Outcome.Recorded(after);
    }

    private static @Nullable Outcome refusal(
            ManualSale request,
            PricingTerms terms,
            @Nullable ClickId click,
            @Nullable ClickRow clicked,
            Instant now) {
        int days = Math.min(OLDEST_CLICK_DAYS, terms.attributionDays());
        if (click != null && click.time().isBefore(now.minus(Duration.ofDays(days)))) {
            return Outcome.refused(
                    ErrorCode.CONV_003, Problem.CLICK_NOT_ATTRIBUTED.with("click_id", days));
        }
        if (clicked != null && clicked.isRefused()) {
            return Outcome.refused(
                    ErrorCode.CONV_004,
                    clicked.decision() == null
                            ? Problem.CLICK_REFUSED.with("click_id", clicked.bucket())
                            : Problem.CLICK_REFUSED_BY_REVIEW.with("click_id"));
        }
        Fields fields = new Fields();
        fields.amountOrNull("amount", request.amount(), currency(request, terms));
        fields.check(
                request.goal() == null
                        || terms.goals().isEmpty()
                        || terms.goals().contains(request.goal()),
                "goal",
                Problem.NOT_ONE_OF,
                terms.goals());
        fields.check(
                request.occurredAt() == null || !request.occurredAt().isAfter(now),
                "occurred_at",
                Problem.IN_FUTURE);
        fields.check(
                request.occurredAt() == null
                        || click == null
                        || !request.occurredAt().isBefore(click.time()),
                "occurred_at",
                Problem.BEFORE_OTHER,
                "click_id");
        return fields.problems().isEmpty()
                ? null
                : new Outcome.Refused(ErrorCode.VALID_001, fields.problems());
    }

    private static Currency currency(ManualSale request, PricingTerms terms) {
        return request.currency() == null ? terms.currency() : Currency.of(request.currency());
    }

    private static Sale sale(
            ManualSale request,
            LinkRow link,
            PricingTerms terms,
            @Nullable ClickRow clicked,
            Instant now) {
        String customer = request.customerType();
        String channel = clicked == null ? null : clicked.source();
        String country = clicked == null ? null : clicked.country();
        return new Sale(
                new AccountId(link.promoterId()),
                Money.of(request.amount(), currency(request, terms)),
                Objects.requireNonNullElse(request.occurredAt(), now),
                terms.category(),
                channel == null || channel.isEmpty() ? terms.source() : channel,
                Objects.requireNonNullElse(country, ""),
                customer == null ? null : CustomerType.find(customer).orElse(null),
                Objects.requireNonNullElse(request.coupon(), ""),
                Objects.requireNonNullElse(request.goal(), ""));
    }

    /// A sale of a promoter who is not active, or by an unreadable rule, is held for review.
    private static NewConversion conversion(
            ManualSale request,
            LinkRow link,
            PricingTerms terms,
            Commission commission,
            @Nullable ClickId click,
            @Nullable ClickRow clicked) {
        boolean isHeld = terms.isReviewed();
        NotPaid notPaid = commission.notPaid();
        String held = terms.isComplete() ? "promoter_not_active" : "rule_not_readable";
        return new NewConversion(
                link.advertiserId(),
                link.id(),
                link.offerId(),
                link.promoterId(),
                request.transactionId(),
                isHeld ? ConversionStatus.PENDING : request.asked(),
                isHeld ? held : notPaid == null ? null : notPaid.label(),
                isHeld,
                commission,
                terms.feePercent(),
                request.goal(),
                request.customerType(),
                request.coupon(),
                request.occurredAt(),
                request.proof(),
                click,
                clicked);
    }
}
