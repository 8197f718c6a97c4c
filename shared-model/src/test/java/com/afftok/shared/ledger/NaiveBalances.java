package com.afftok.shared.ledger;

import com.afftok.shared.ledger.BusinessEvent.Adjusted;
import com.afftok.shared.ledger.BusinessEvent.AdvertiserPaid;
import com.afftok.shared.ledger.BusinessEvent.Approved;
import com.afftok.shared.ledger.BusinessEvent.Awarded;
import com.afftok.shared.ledger.BusinessEvent.CreditNoteIssued;
import com.afftok.shared.ledger.BusinessEvent.Credited;
import com.afftok.shared.ledger.BusinessEvent.PartlyRefunded;
import com.afftok.shared.ledger.BusinessEvent.Payer;
import com.afftok.shared.ledger.BusinessEvent.PaymentReversed;
import com.afftok.shared.ledger.BusinessEvent.PayoutCompleted;
import com.afftok.shared.ledger.BusinessEvent.PayoutFailed;
import com.afftok.shared.ledger.BusinessEvent.PayoutRequested;
import com.afftok.shared.ledger.BusinessEvent.PayoutReturned;
import com.afftok.shared.ledger.BusinessEvent.Recorded;
import com.afftok.shared.ledger.BusinessEvent.Rejected;
import com.afftok.shared.ledger.BusinessEvent.Reversed;
import com.afftok.shared.ledger.BusinessEvent.Taxed;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;

/// A naive model of balances: additions and subtractions, without entries, postings and advertisers
/// within a payout.
final class NaiveBalances {

    private final Balances balances = new Balances();
    private final Map<Balances.Key, Long> completed = new HashMap<>();

    Balances balances() {
        return balances;
    }

    /// The sum of all completed payouts that were not returned, by promoter.
    Map<Balances.Key, Long> completed() {
        return completed;
    }

    void happened(BusinessEvent event) {
        switch (event) {
            case Recorded(_, var advertiser, var earnings) ->
                    earn(advertiser.value(), earnings, Account.PROMOTER_PENDING, 1);
            case Approved(_, _, var earnings) -> {
                for (Share share : earnings.shares()) {
                    move(
                            share.promoter().value(),
                            Account.PROMOTER_PENDING,
                            Account.PROMOTER_AVAILABLE,
                            share.amount().currency(),
                            share.amount().minor());
                }
            }
            case Rejected(_, var advertiser, var earnings) ->
                    earn(advertiser.value(), earnings, Account.PROMOTER_PENDING, -1);
            case Reversed(_, var advertiser, var earnings, var refund) ->
                    refund(advertiser.value(), earnings, refund);
            case PartlyRefunded(_, var advertiser, var earnings, var refund) ->
                    refund(advertiser.value(), earnings, refund);
            case Adjusted(_, var advertiser, var promoter, var amount, var payer, _) -> {
                Currency currency = amount.currency();
                add(Account.PROMOTER_AVAILABLE, promoter.value(), currency, amount.minor());
                if (payer == Payer.PLATFORM) {
                    add(Account.PLATFORM, 0, currency, -amount.minor());
                } else {
                    add(Account.ADVERTISER, advertiser.value(), currency, -amount.minor());
                }
            }
            case Awarded(_, var advertiser, var promoter, var amount, _) -> {
                Currency currency = amount.currency();
                add(Account.PROMOTER_AVAILABLE, promoter.value(), currency, amount.minor());
                add(Account.ADVERTISER, advertiser.value(), currency, -amount.minor());
            }
            case AdvertiserPaid(_, var advertiser, var amount, _) -> {
                add(Account.ADVERTISER, advertiser.value(), amount.currency(), amount.minor());
                add(Account.BANK, 0, amount.currency(), -amount.minor());
            }
            case PaymentReversed(_, var advertiser, var amount, _) -> {
                add(Account.ADVERTISER, advertiser.value(), amount.currency(), -amount.minor());
                add(Account.BANK, 0, amount.currency(), amount.minor());
            }
            case Credited(_, var advertiser, var amount, _) -> {
                add(Account.ADVERTISER, advertiser.value(), amount.currency(), amount.minor());
                add(Account.PLATFORM, 0, amount.currency(), -amount.minor());
            }
            case Taxed(_, var advertiser, var tax) -> {
                add(Account.ADVERTISER, advertiser.value(), tax.currency(), -tax.minor());
                add(Account.TAX_PAYABLE, 0, tax.currency(), tax.minor());
            }
            case CreditNoteIssued(_, var advertiser, var net, var tax) -> {
                long total = net.minor() + tax.minor();
                add(Account.ADVERTISER, advertiser.value(), net.currency(), total);
                add(Account.PLATFORM, 0, net.currency(), -net.minor());
                add(Account.TAX_PAYABLE, 0, net.currency(), -tax.minor());
            }
            case PayoutRequested(_, var promoter, var amount, _) ->
                    move(
                            promoter.value(),
                            Account.PROMOTER_AVAILABLE,
                            Account.PROMOTER_PAYOUT,
                            amount.currency(),
                            amount.minor());
            case PayoutCompleted(_, var promoter, var amount, var deductions, _) ->
                    pay(promoter.value(), amount, deductions);
            case PayoutFailed(_, var promoter, var amount, _) ->
                    move(
                            promoter.value(),
                            Account.PROMOTER_PAYOUT,
                            Account.PROMOTER_AVAILABLE,
                            amount.currency(),
                            amount.minor());
            case PayoutReturned(_, var promoter, var amount, var deductions, _) ->
                    takeBack(promoter.value(), amount, deductions);
        }
    }

    private void pay(long promoter, Money amount, Deductions deductions) {
        Currency currency = amount.currency();
        long net = amount.minor() - deductions.fee().minor() - deductions.withheld().minor();
        add(Account.PROMOTER_PAYOUT, promoter, currency, -amount.minor());
        add(Account.PAID_OUT, promoter, currency, net);
        add(Account.TAX_WITHHELD, promoter, currency, deductions.withheld().minor());
        add(Account.PLATFORM, 0, currency, deductions.fee().minor());
        completed.merge(new Balances.Key(promoter, currency), net, Long::sum);
    }

    private void takeBack(long promoter, Money amount, Deductions deductions) {
        Currency currency = amount.currency();
        long net = amount.minor() - deductions.fee().minor() - deductions.withheld().minor();
        add(Account.PAID_OUT, promoter, currency, -net);
        add(Account.TAX_WITHHELD, promoter, currency, -deductions.withheld().minor());
        add(Account.PLATFORM, 0, currency, -deductions.fee().minor());
        add(Account.PROMOTER_AVAILABLE, promoter, currency, amount.minor());
        completed.merge(
                new Balances.Key(promoter, currency),
                -net,
                (one, other) -> one + other == 0 ? null : one + other);
    }

    private void earn(long advertiser, Earnings earnings, Account account, int sign) {
        Currency currency = earnings.platform().currency();
        long charge = earnings.platform().minor();
        for (Share share : earnings.shares()) {
            add(account, share.promoter().value(), currency, sign * share.amount().minor());
            charge += share.amount().minor();
        }
        add(Account.ADVERTISER, advertiser, currency, -sign * charge);
        add(Account.PLATFORM, 0, currency, sign * earnings.platform().minor());
    }

    private void refund(long advertiser, Earnings earnings, Refund refund) {
        Currency currency = earnings.platform().currency();
        long charge = earnings.platform().minor();
        long fromPromoters = 0;
        for (Share share : earnings.shares()) {
            long taken = part(share.amount().minor(), refund);
            add(Account.PROMOTER_AVAILABLE, share.promoter().value(), currency, -taken);
            charge += share.amount().minor();
            fromPromoters += taken;
        }
        long back = part(charge, refund);
        add(Account.ADVERTISER, advertiser, currency, back);
        add(Account.PLATFORM, 0, currency, fromPromoters - back);
    }

    private static long part(long whole, Refund refund) {
        long sold = refund.sold().minor();
        return part(whole, refund.after().minor(), sold)
                - part(whole, refund.before().minor(), sold);
    }

    private static long part(long whole, long refunded, long sold) {
        return BigDecimal.valueOf(whole)
                .multiply(BigDecimal.valueOf(refunded))
                .divide(BigDecimal.valueOf(sold), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }

    private void move(long user, Account from, Account to, Currency currency, long minor) {
        add(from, user, currency, -minor);
        add(to, user, currency, minor);
    }

    private void add(Account account, long user, Currency currency, long minor) {
        balances.add(account, user, currency, minor);
    }
}
