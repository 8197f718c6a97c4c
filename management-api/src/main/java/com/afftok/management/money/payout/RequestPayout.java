package com.afftok.management.money.payout;

import com.afftok.management.access.Caller;
import com.afftok.management.money.ledger.BookEntries;
import com.afftok.management.money.payout.ReservationRepository.Limits;
import com.afftok.management.money.payout.ReservationRepository.OpenRow;
import com.afftok.management.money.payout.method.PayoutMethods;
import com.afftok.management.money.payout.method.PayoutMethods.PayoutMethod;
import com.afftok.management.money.payout.method.SealDestination;
import com.afftok.management.party.user.MembershipRepository;
import com.afftok.management.platform.answer.Outcome;
import com.afftok.management.platform.idempotency.WriteOnce;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.PayoutId;
import com.afftok.shared.ledger.BookEvent;
import com.afftok.shared.ledger.BusinessEvent.PayoutRequested;
import com.afftok.shared.ledger.ChoosePostings;
import com.afftok.shared.ledger.ChoosePostings.AvailablePosting;
import com.afftok.shared.ledger.ChoosePostings.PayoutChoice;
import com.afftok.shared.ledger.LedgerEntry;
import com.afftok.shared.ledger.PostingKey;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Requests a payout in one transaction: the payout, its bookings, the postings that it uses, and
/// the first event of its history.
///
/// The promoter's account is locked first, so that its payouts are requested one after another. A
/// refund that commits meanwhile is absorbed by the next payout.
@Singleton
final class RequestPayout {

    private final PayoutMethods methods;
    private final SealDestination seal;
    private final MembershipRepository accounts;
    private final ReservationRepository reservations;
    private final PayoutRepository payouts;
    private final BookEntries ledger;
    private final WriteOnce once;
    private final InstantSource clock;

    RequestPayout(
            PayoutMethods methods,
            SealDestination seal,
            MembershipRepository accounts,
            ReservationRepository reservations,
            PayoutRepository payouts,
            BookEntries ledger,
            WriteOnce once,
            InstantSource clock) {
        this.methods = methods;
        this.seal = seal;
        this.accounts = accounts;
        this.reservations = reservations;
        this.payouts = payouts;
        this.ledger = ledger;
        this.once = once;
        this.clock = clock;
    }

    Outcome<PayoutRow> request(Caller.Promoter caller, PayoutRequest wanted) {
        return once.write(() -> {
            AccountId promoter = caller.account();
            accounts.lock(promoter.value());
            PayoutMethod method = methods.find(promoter, wanted.methodId()).orElse(null);
            if (method == null) {
                return Outcome.invalid(List.of(Problem.NOT_A_PAYOUT_METHOD.with("method_id")));
            }
            if (method.usableFrom().isAfter(clock.instant())) {
                return Outcome.refused(
                        ErrorCode.PAYOUT_002,
                        Problem.NOT_USABLE_YET.with("method_id", method.usableFrom().toString()));
            }
            return request(caller, wanted.money(), method);
        });
    }

    private Outcome<PayoutRow> request(Caller.Promoter caller, Money amount, PayoutMethod method) {
        long promoter = caller.account().value();
        Currency currency = amount.currency();
        Limits limits =
                reservations.limits(promoter, currency.code(), method.destination().method());
        PayoutChoice choice =
                ChoosePostings.choose(
                        amount,
                        Money.of(limits.minimum(), currency),
                        Money.of(limits.available(), currency),
                        reservations.open(promoter, currency.code()).stream()
                                .map(row -> posting(row, currency))
                                .toList());
        return switch (choice) {
            case PayoutChoice.Chosen chosen -> reserve(caller, amount, method, limits, chosen);
            case PayoutChoice.BelowMinimum(Money minimum) ->
                    refused(Problem.BELOW_MINIMUM, minimum);
            case PayoutChoice.AboveBalance(Money balance) ->
                    refused(Problem.ABOVE_BALANCE, balance);
            case PayoutChoice.TooManyPostings(Money most) ->
                    refused(Problem.TOO_MANY_POSTINGS, most);
        };
    }

    private static AvailablePosting posting(OpenRow row, Currency currency) {
        return new AvailablePosting(
                new PostingKey(new AccountId(row.advertiserId()), row.entryId(), row.line()),
                Money.of(row.amount(), currency));
    }

    private static Outcome<PayoutRow> refused(Problem problem, Money figure) {
        return Outcome.refused(
                ErrorCode.PAYOUT_001,
                problem.with(
                        "amount", figure.toBigDecimal().toPlainString(), figure.currency().code()));
    }

    private Outcome<PayoutRow> reserve(
            Caller.Promoter caller,
            Money amount,
            PayoutMethod method,
            Limits limits,
            PayoutChoice.Chosen chosen) {
        long id = reservations.next();
        BigDecimal threshold = limits.threshold();
        // Open payouts count together, so that parts do not avoid the second person.
        BigDecimal open = limits.open().add(amount.toBigDecimal());
        boolean isLarge = threshold != null && open.compareTo(threshold) > 0;
        reservations.add(
                id,
                caller.account().value(),
                amount.toBigDecimal(),
                amount.currency().code(),
                method.destination().method(),
                method.id(),
                seal.ofPayout(id, method.destination()),
                isLarge ? 2 : 1);
        PayoutRequested requested =
                new PayoutRequested(new PayoutId(id), caller.account(), amount, chosen.parts());
        ledger.book(List.of(requested));
        List<LedgerEntry> booked =
                BookEvent.book(requested).stream().filter(entry -> entry.usedUpLine() > 0).toList();
        reservations.use(id, chosen.usedUp(), booked);
        Instant now = clock.instant();
        payouts.note(
                id,
                new PayoutEventRow(now, "request", caller.user().value(), null, "requested", null));
        return new Outcome.Saved<>(payouts.find(id, null).orElseThrow());
    }
}
