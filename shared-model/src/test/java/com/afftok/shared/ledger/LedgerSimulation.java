package com.afftok.shared.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.conversion.ConversionMove;
import com.afftok.shared.conversion.ConversionOutcome;
import com.afftok.shared.conversion.ConversionSource;
import com.afftok.shared.conversion.ConversionState;
import com.afftok.shared.conversion.ConversionStatus;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.id.PayoutId;
import com.afftok.shared.ledger.BusinessEvent.Payer;
import com.afftok.shared.ledger.ChoosePostings.AvailablePosting;
import com.afftok.shared.ledger.ChoosePostings.PayoutChoice;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// Random events of a few advertisers and promoters in random order. Each event is booked and
/// passed to the naive model, and both are compared.
final class LedgerSimulation {

    private static final int ADVERTISERS = 5;
    private static final int PROMOTERS = 12;
    private static final List<Currency> CURRENCIES =
            List.of(Currency.of("JPY"), Currency.of("USD"), Currency.of("KWD"));

    private static final List<ConversionStatus> BEGINNINGS =
            Arrays.stream(ConversionStatus.values()).filter(ConversionStatus::mayBegin).toList();

    private static final class Sale {
        final ConversionEvents events;
        ConversionState state;

        Sale(ConversionEvents events, ConversionState state) {
            this.events = events;
            this.state = state;
        }
    }

    private final Random random;
    private final KeptLedger kept = new KeptLedger();
    private final NaiveBalances naive = new NaiveBalances();
    private final List<Sale> sales = new ArrayList<>();
    private final List<BusinessEvent.PayoutRequested> onTheirWay = new ArrayList<>();
    private final List<BusinessEvent> history = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final List<BusinessEvent.AdvertiserPaid> paid = new ArrayList<>();
    private int payouts;

    LedgerSimulation(Random random) {
        this.random = random;
    }

    int events() {
        return history.size();
    }

    /// Kinds of events, results, and relevant states that have occurred.
    Set<String> seen() {
        return seen;
    }

    /// Executes or attempts one event.
    void step() {
        int dice = random.nextInt(100);
        if (dice < 30 || history.isEmpty()) {
            sell();
        } else if (dice < 75) {
            move(sales.get(random.nextInt(sales.size())));
        } else if (dice < 83) {
            askForPayout();
        } else if (dice < 90) {
            endPayout();
        } else if (dice < 92) {
            adjust();
        } else if (dice < 94) {
            award();
        } else if (dice < 96) {
            pay();
        } else if (dice < 98) {
            bill();
        } else {
            replay();
        }
    }

    private void sell() {
        var sold = new Money(1 + random.nextInt(100_000), currency());
        ConversionStatus status = BEGINNINGS.get(random.nextInt(BEGINNINGS.size()));
        ConversionSource source =
                status == ConversionStatus.PENDING && random.nextInt(4) == 0
                        ? ConversionSource.PIXEL
                        : ConversionSource.POSTBACK;
        var id = new ConversionId(sales.size() + 1L);
        var sale =
                new Sale(
                        new ConversionEvents(id, source, advertiser(), earnings()),
                        ConversionState.begin(status, sold));
        sales.add(sale);
        sale.events.begun(sale.state).forEach(this::happened);
    }

    private void move(Sale sale) {
        ConversionMove move =
                switch (random.nextInt(5)) {
                    case 0, 1 -> new ConversionMove.Approve();
                    case 2 -> new ConversionMove.Reject();
                    case 3 -> new ConversionMove.Refund(part(sale.state.sold()));
                    default -> new ConversionMove.Reverse();
                };
        switch (sale.state.move(move)) {
            case ConversionOutcome.Moved moved -> {
                sale.state = moved.after();
                sale.events.moved(moved).forEach(this::happened);
            }
            case ConversionOutcome.Unchanged _ -> seen.add("Unchanged");
            case ConversionOutcome.Refused(var reason) -> seen.add(reason.name());
        }
    }

    private void askForPayout() {
        AccountId promoter = promoter();
        Currency currency = currency();
        var balance =
                new Money(
                        kept.balances().of(Account.PROMOTER_AVAILABLE, promoter.value(), currency),
                        currency);
        List<AvailablePosting> unused = kept.unused(promoter, currency);
        assertThat(unused.stream().mapToLong(posting -> posting.amount().minor()).sum())
                .isEqualTo(balance.minor());
        Money amount =
                balance.isPositive() && random.nextInt(8) > 0
                        ? part(balance)
                        : new Money(1 + random.nextInt(1_000_000), currency);
        Money absorbed = random.nextInt(3) > 0 ? null : new Money(random.nextInt(3000), currency);
        Money refunds = new Money(refunds(unused), currency);
        Money payable = ChoosePostings.payable(balance, refunds, absorbed);
        switch (ChoosePostings.choose(amount, new Money(50, currency), payable, absorbed, unused)) {
            case PayoutChoice.Chosen(var usedUp, var parts) -> {
                var id = new PayoutId(++payouts);
                var request = new BusinessEvent.PayoutRequested(id, promoter, amount, parts);
                kept.useUp(promoter, currency, usedUp);
                happened(request);
                onTheirWay.add(request);
                assertThat(kept.sumOf(id, Account.PROMOTER_PAYOUT)).isEqualTo(amount.minor());
                if (absorbed != null) {
                    assertThat(-refunds(kept.unused(promoter, currency)))
                            .isEqualTo(Math.max(0, -refunds.minor() - absorbed.minor()));
                    meet("debt", parts.stream().anyMatch(part -> part.debt().isNegative()));
                }
                meet("several advertisers", parts.size() > 1);
                meet("absorbed", parts.stream().anyMatch(part -> part.paid().isNegative()));
                meet("change", parts.stream().anyMatch(part -> part.change().isPositive()));
            }
            case PayoutChoice.BelowMinimum _ -> seen.add("BelowMinimum");
            case PayoutChoice.AboveBalance _ -> {
                assertThat(amount).isGreaterThan(payable);
                seen.add("AboveBalance");
            }
            case PayoutChoice.TooManyPostings _ ->
                    assertThat(unused).hasSizeGreaterThan(ChoosePostings.MAX_NEGATIVE);
        }
    }

    private static long refunds(List<AvailablePosting> unused) {
        return unused.stream()
                .mapToLong(posting -> posting.amount().minor())
                .filter(minor -> minor < 0)
                .sum();
    }

    private void endPayout() {
        if (onTheirWay.isEmpty()) {
            return;
        }
        var request = onTheirWay.remove(random.nextInt(onTheirWay.size()));
        boolean completes = random.nextInt(3) > 0;
        Deductions deductions = deductions(request.amount());
        happened(
                completes
                        ? new BusinessEvent.PayoutCompleted(
                                request.payout(),
                                request.promoter(),
                                request.amount(),
                                deductions,
                                request.slices())
                        : new BusinessEvent.PayoutFailed(
                                request.payout(),
                                request.promoter(),
                                request.amount(),
                                request.slices()));
        assertThat(kept.sumOf(request.payout(), Account.PROMOTER_PAYOUT)).isZero();
        assertThat(kept.sumOf(request.payout(), Account.PAID_OUT))
                .isEqualTo(completes ? deductions.net(request.amount()).minor() : 0);
        assertThat(kept.sumOf(request.payout(), Account.TAX_WITHHELD))
                .isEqualTo(completes ? deductions.withheld().minor() : 0);
        assertThat(kept.sumOf(request.payout(), Account.PLATFORM))
                .isEqualTo(completes ? deductions.fee().minor() : 0);
        if (completes && random.nextInt(4) == 0) {
            happened(
                    new BusinessEvent.PayoutReturned(
                            request.payout(),
                            request.promoter(),
                            request.amount(),
                            deductions,
                            request.slices()));
            assertThat(kept.sumOf(request.payout(), Account.PAID_OUT)).isZero();
            assertThat(kept.sumOf(request.payout(), Account.TAX_WITHHELD)).isZero();
            assertThat(kept.sumOf(request.payout(), Account.PLATFORM)).isZero();
        }
    }

    /// Often none; never all of the amount.
    private Deductions deductions(Money amount) {
        if (random.nextInt(3) == 0) {
            return Deductions.none(amount.currency());
        }
        long fee = random.nextLong(amount.minor());
        long withheld = random.nextLong(amount.minor() - fee);
        meet("both deductions", fee > 0 && withheld > 0);
        return new Deductions(
                new Money(fee, amount.currency()), new Money(withheld, amount.currency()));
    }

    private void pay() {
        if (paid.isEmpty() || random.nextInt(3) > 0) {
            var payment =
                    new BusinessEvent.AdvertiserPaid(
                            "wire-" + events(), advertiser(), amount(currency(), 100_000), null);
            paid.add(payment);
            happened(payment);
        } else {
            var wrong = paid.remove(random.nextInt(paid.size()));
            happened(
                    new BusinessEvent.PaymentReversed(
                            wrong.reference(), wrong.advertiser(), wrong.amount(), "returned"));
        }
    }

    private void bill() {
        String number = "2026-" + events();
        Money amount = amount(currency(), 5_000);
        happened(
                random.nextBoolean()
                        ? new BusinessEvent.Taxed(
                                number,
                                advertiser(),
                                random.nextInt(4) > 0 ? amount : amount.negate())
                        : new BusinessEvent.CreditNoteIssued(
                                number,
                                advertiser(),
                                new Money(amount.minor() + 1, amount.currency()),
                                amount));
    }

    private void award() {
        happened(
                new BusinessEvent.Awarded(
                        "bonus-" + events(),
                        advertiser(),
                        promoter(),
                        new Money(1 + random.nextInt(5_000), currency()),
                        "goal reached"));
    }

    private void adjust() {
        if (random.nextInt(4) == 0) {
            Money amount = amount(currency(), 5_000);
            happened(
                    new BusinessEvent.Credited(
                            "ticket-" + events(),
                            advertiser(),
                            random.nextBoolean() ? amount : amount.negate(),
                            "goodwill"));
            return;
        }
        Money amount = amount(currency(), 5_000);
        happened(
                new BusinessEvent.Adjusted(
                        "ticket-" + events(),
                        advertiser(),
                        promoter(),
                        random.nextBoolean() ? amount : amount.negate(),
                        random.nextBoolean() ? Payer.ADVERTISER : Payer.PLATFORM,
                        "goodwill"));
    }

    /// The same event has the same entries, which the ledger refuses.
    private void replay() {
        List<LedgerEntry> again = BookEvent.book(history.get(random.nextInt(history.size())));
        if (!again.isEmpty()) {
            assertThat(kept.keep(again)).isFalse();
            seen.add("Replayed");
            check();
        }
    }

    private void happened(BusinessEvent event) {
        List<LedgerEntry> booked = BookEvent.book(event);
        assertThat(kept.keep(booked)).as("%s is new", event).isTrue();
        naive.happened(event);
        history.add(event);
        seen.add(event.getClass().getSimpleName());
        meet("Nothing", booked.isEmpty());
        check();
    }

    private void check() {
        Balances balances = kept.balances();
        assertThat(balances.equals(naive.balances()))
                .as("%s is %s", balances, naive.balances())
                .isTrue();
        assertThat(balances.sumToZero()).isTrue();
        assertThat(balances.anyNegative(Account.PROMOTER_PENDING)).isFalse();
        assertThat(balances.anyNegative(Account.PROMOTER_PAYOUT)).isFalse();
        assertThat(balances.of(Account.PAID_OUT).equals(naive.completed())).isTrue();
        meet("Debt", balances.anyNegative(Account.PROMOTER_AVAILABLE));
    }

    /// A promoter's commission, and the recruiters' shares, paid by the advertiser or the platform.
    private Earnings earnings() {
        Currency currency = currency();
        AccountId promoter = promoter();
        Money commission = random.nextInt(10) == 0 ? Money.zero(currency) : amount(currency, 9_999);
        List<Share> shares = new ArrayList<>(List.of(new Share(0, promoter, commission)));
        long recruiter = (promoter.value() - ADVERTISERS) / 2;
        long recruited = 0;
        for (int level = 1; level <= 3 && recruiter > 0; level++, recruiter /= 2) {
            Money share = new Money(commission.minor() / (level * 10L), currency);
            shares.add(new Share(level, new AccountId(ADVERTISERS + recruiter), share));
            recruited += share.minor();
        }
        return new Earnings(
                shares,
                switch (random.nextInt(3)) {
                    case 0 -> Money.zero(currency);
                    case 1 -> amount(currency, 999);
                    default -> new Money(-recruited, currency);
                });
    }

    private void meet(String what, boolean met) {
        if (met) {
            seen.add(what);
        }
    }

    private AccountId advertiser() {
        return new AccountId(1 + random.nextInt(ADVERTISERS));
    }

    private AccountId promoter() {
        return new AccountId(ADVERTISERS + 1 + random.nextInt(PROMOTERS));
    }

    private Currency currency() {
        return CURRENCIES.get(random.nextInt(CURRENCIES.size()));
    }

    private Money amount(Currency currency, int bound) {
        return new Money(random.nextInt(bound), currency);
    }

    /// From one minor unit to all of it.
    private Money part(Money whole) {
        return random.nextInt(5) == 0
                ? whole
                : new Money(1 + random.nextLong(whole.minor()), whole.currency());
    }
}
