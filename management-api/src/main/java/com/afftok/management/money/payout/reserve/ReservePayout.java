package com.afftok.management.money.payout.reserve;

import com.afftok.management.money.ledger.BookEntries;
import com.afftok.management.money.payout.method.PayoutMethods;
import com.afftok.management.money.payout.method.PayoutMethods.PayoutMethod;
import com.afftok.management.money.payout.reserve.ReservationRepository.Limits;
import com.afftok.management.money.payout.reserve.ReservationRepository.OpenRow;
import com.afftok.management.money.payout.tax.Tax;
import com.afftok.management.money.payout.tax.TaxProfiles;
import com.afftok.management.money.payout.tax.Withholding;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.PayoutId;
import com.afftok.shared.ledger.BookEvent;
import com.afftok.shared.ledger.BusinessEvent.PayoutRequested;
import com.afftok.shared.ledger.ChoosePostings;
import com.afftok.shared.ledger.ChoosePostings.AvailablePosting;
import com.afftok.shared.ledger.ChoosePostings.PayoutChoice;
import com.afftok.shared.ledger.Deductions;
import com.afftok.shared.ledger.LedgerEntry;
import com.afftok.shared.ledger.PostingKey;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Judges whether a payout is possible, and reserves the postings of one that is.
///
/// Between both, the caller keeps the promoter's account locked, so that its payouts are reserved
/// one after another. A refund that commits meanwhile is absorbed by the next payout.
@Singleton
public final class ReservePayout {

    private final PayoutMethods methods;
    private final TaxProfiles profiles;
    private final Withholding withholding;
    private final ReservationRepository reservations;
    private final BookEntries ledger;
    private final InstantSource clock;

    ReservePayout(
            PayoutMethods methods,
            TaxProfiles profiles,
            Withholding withholding,
            ReservationRepository reservations,
            BookEntries ledger,
            InstantSource clock) {
        this.methods = methods;
        this.profiles = profiles;
        this.withholding = withholding;
        this.reservations = reservations;
        this.ledger = ledger;
        this.clock = clock;
    }

    /// A payout of an amount, which is positive.
    public Judgement judge(AccountId promoter, Money amount, long methodId) {
        PayoutMethod method = methods.find(promoter, methodId).orElse(null);
        return method == null
                ? unknownMethod()
                : judge(promoter, amount, method, limits(promoter, amount.currency(), method));
    }

    /// A payout of all that is payable.
    ///
    /// @param from refuses less
    public Judgement judgeAll(AccountId promoter, Money from, long methodId) {
        PayoutMethod method = methods.find(promoter, methodId).orElse(null);
        if (method == null) {
            return unknownMethod();
        }
        Currency currency = from.currency();
        Limits limits = limits(promoter, currency, method);
        Money most = limits.payableIn(currency);
        Money minimum = larger(from, limits.minimumIn(currency));
        if (!most.isPositive() || most.compareTo(minimum) < 0) {
            return belowMinimum(most, minimum);
        }
        Judgement all = judge(promoter, most, method, limits);
        if (all instanceof Judgement.Refused(_, _, Judgement.Figures figures)
                && figures.most().isPositive()
                && figures.most().compareTo(most) < 0) {
            return figures.most().compareTo(minimum) < 0
                    ? belowMinimum(figures.most(), minimum)
                    : judge(promoter, figures.most(), method, limits);
        }
        return all;
    }

    private static Judgement belowMinimum(Money most, Money minimum) {
        Money nothing = Money.zero(most.currency());
        return refused(
                Problem.BELOW_MINIMUM,
                minimum,
                new Judgement.Figures(
                        nothing, minimum, most, Deductions.none(most.currency()), null));
    }

    private static Judgement unknownMethod() {
        return new Judgement.Refused(
                ErrorCode.VALID_001, Problem.NOT_A_PAYOUT_METHOD.with("method_id"), null);
    }

    private Limits limits(AccountId promoter, Currency currency, PayoutMethod method) {
        return reservations.limits(
                promoter.value(), currency.code(), method.destination().method());
    }

    private Judgement judge(AccountId promoter, Money amount, PayoutMethod method, Limits limits) {
        Currency currency = amount.currency();
        Instant now = clock.instant();
        Tax tax = withholding.of(promoter.value(), now).orElse(null);
        Money minimum = limits.minimumIn(currency);
        Money most = limits.payableIn(currency);
        Judgement.Figures figures =
                new Judgement.Figures(
                        amount,
                        minimum,
                        most,
                        new Deductions(
                                limits.fee().of(amount),
                                tax == null ? Money.zero(currency) : amount.percent(tax.percent())),
                        tax);
        Detail problem = problem(promoter, method, limits, now);
        if (problem != null) {
            return new Judgement.Refused(ErrorCode.PAYOUT_002, problem, figures);
        }
        PayoutChoice choice =
                ChoosePostings.choose(
                        amount,
                        minimum,
                        most,
                        limits.absorbedIn(currency),
                        reservations.open(promoter.value(), currency.code()).stream()
                                .map(row -> posting(row, currency))
                                .toList());
        return switch (choice) {
            case PayoutChoice.Chosen chosen -> payable(figures, method, limits, chosen);
            case PayoutChoice.BelowMinimum(Money least) ->
                    refused(Problem.BELOW_MINIMUM, least, figures);
            case PayoutChoice.AboveBalance(Money payable) ->
                    refused(Problem.ABOVE_BALANCE, payable, figures);
            case PayoutChoice.TooManyPostings(Money possible) ->
                    refused(
                            Problem.TOO_MANY_POSTINGS,
                            possible,
                            new Judgement.Figures(
                                    amount, minimum, possible, figures.deductions(), tax));
        };
    }

    private @Nullable Detail problem(
            AccountId promoter, PayoutMethod method, Limits limits, Instant now) {
        if (!limits.active()) {
            return Problem.ACCOUNT_NOT_ACTIVE.with("promoter_id");
        }
        if (method.usableFrom().isAfter(now)) {
            return Problem.NOT_USABLE_YET.with("method_id", method.usableFrom().toString());
        }
        return profiles.isMissing(promoter) ? Problem.TAX_PROFILE_NEEDED.with("tax_profile") : null;
    }

    private static AvailablePosting posting(OpenRow row, Currency currency) {
        return new AvailablePosting(
                new PostingKey(new AccountId(row.advertiserId()), row.entryId(), row.line()),
                Money.of(row.amount(), currency));
    }

    private static Judgement refused(Problem problem, Money figure, Judgement.Figures figures) {
        return new Judgement.Refused(
                ErrorCode.PAYOUT_001,
                problem.with(
                        "amount", figure.toBigDecimal().toPlainString(), figure.currency().code()),
                figures);
    }

    private static Judgement payable(
            Judgement.Figures figures,
            PayoutMethod method,
            Limits limits,
            PayoutChoice.Chosen chosen) {
        Currency currency = figures.amount().currency();
        if (!figures.net().isPositive()) {
            Deductions deductions = figures.deductions();
            return new Judgement.Refused(
                    ErrorCode.PAYOUT_001,
                    Problem.NOTHING_LEFT.with(
                            "amount",
                            deductions.fee().toBigDecimal().toPlainString(),
                            deductions.withheld().toBigDecimal().toPlainString(),
                            currency.code()),
                    figures);
        }
        BigDecimal threshold = limits.threshold();
        // Open payouts count together, so that parts do not avoid the second person.
        BigDecimal open = limits.open().add(figures.amount().toBigDecimal());
        boolean isLarge = threshold != null && open.compareTo(threshold) > 0;
        return new Judgement.Payable(
                figures,
                method,
                chosen,
                isLarge ? 2 : 1,
                figures.most().minus(Money.of(limits.available(), currency)));
    }

    /// Books a payout that was added, and takes the postings that it uses.
    public void reserve(PayoutId id, AccountId promoter, Judgement.Payable payable) {
        PayoutRequested requested =
                new PayoutRequested(
                        id, promoter, payable.figures().amount(), payable.chosen().parts());
        ledger.book(List.of(requested));
        List<LedgerEntry> booked =
                BookEvent.book(requested).stream().filter(entry -> entry.usedUpLine() > 0).toList();
        reservations.use(id.value(), payable.chosen().usedUp(), booked);
    }

    private static Money larger(Money one, Money other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
