package com.afftok.shared.ledger;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.id.PayoutId;
import com.afftok.shared.ledger.BusinessEvent.Adjusted;
import com.afftok.shared.ledger.BusinessEvent.AdvertiserPaid;
import com.afftok.shared.ledger.BusinessEvent.Approved;
import com.afftok.shared.ledger.BusinessEvent.Awarded;
import com.afftok.shared.ledger.BusinessEvent.Credited;
import com.afftok.shared.ledger.BusinessEvent.PartlyRefunded;
import com.afftok.shared.ledger.BusinessEvent.PaymentReversed;
import com.afftok.shared.ledger.BusinessEvent.PayoutCompleted;
import com.afftok.shared.ledger.BusinessEvent.PayoutFailed;
import com.afftok.shared.ledger.BusinessEvent.PayoutRequested;
import com.afftok.shared.ledger.BusinessEvent.PayoutReturned;
import com.afftok.shared.ledger.BusinessEvent.Recorded;
import com.afftok.shared.ledger.BusinessEvent.Rejected;
import com.afftok.shared.ledger.BusinessEvent.Reversed;
import com.afftok.shared.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The rules that map business events to ledger entries.
///
/// An event of a conversion, an adjustment or a payment is one entry; a payout is one entry per
/// advertiser whose postings it pays, because entries belong to an advertiser. An event that moves
/// no money has no entry: a conversion without commission, a refund too small to round to a minor
/// unit, an advertiser whose part of a payout is zero.
///
/// Keys depend on the event alone, so the same event has the same key: `conversion:17:recorded`,
/// `:approved`, `:rejected`, `:reversed`, `:refund:1250` (the total refund, in minor units of the
/// sale's currency), `payout:3:requested`, `:completed`, `:failed`, `:returned`, `adjustment:…`,
/// `bonus:…`, `payment:…` and `payment:…:reversed` with their reference.
public final class BookEvent {

    private BookEvent() {}

    public static List<LedgerEntry> book(BusinessEvent event) {
        return switch (event) {
            case Recorded recorded -> recorded(recorded);
            case Approved approved -> approved(approved);
            case Rejected rejected -> rejected(rejected);
            case Reversed(var conversion, var advertiser, var earnings, var refund) ->
                    takenBack(conversion, advertiser, "reversed", earnings, refund);
            case PartlyRefunded(var conversion, var advertiser, var earnings, var refund) -> {
                String step = "refund:" + refund.after().minor();
                yield takenBack(conversion, advertiser, step, earnings, refund);
            }
            case Adjusted adjusted -> adjusted(adjusted);
            case Credited credited -> credited(credited);
            case Awarded awarded -> awarded(awarded);
            case AdvertiserPaid paid -> paid(paid);
            case PaymentReversed reversed -> reversed(reversed);
            case PayoutRequested requested -> requested(requested);
            case PayoutCompleted completed -> completed(completed);
            case PayoutFailed(var payout, var promoter, _, var slices) ->
                    slices.stream().flatMap(slice -> failed(payout, promoter, slice)).toList();
            case PayoutReturned returned -> returned(returned);
        };
    }

    private static List<LedgerEntry> recorded(Recorded event) {
        var lines = new Lines();
        charge(lines, event.advertiser(), event.earnings());
        for (Share share : event.earnings().shares()) {
            lines.add(Account.PROMOTER_PENDING, share.promoter(), share.amount());
        }
        return conversion(
                EntryKind.COMMISSION,
                event.conversion(),
                "recorded",
                event.advertiser(),
                null,
                lines);
    }

    private static List<LedgerEntry> approved(Approved event) {
        var lines = new Lines();
        for (Share share : event.earnings().shares()) {
            lines.move(
                    share.promoter(),
                    Account.PROMOTER_PENDING,
                    Account.PROMOTER_AVAILABLE,
                    share.amount());
        }
        return conversion(
                EntryKind.APPROVAL,
                event.conversion(),
                "approved",
                event.advertiser(),
                null,
                lines);
    }

    private static List<LedgerEntry> rejected(Rejected event) {
        var lines = new Lines();
        release(lines, event.advertiser(), event.earnings().charge(), event.earnings().platform());
        for (Share share : event.earnings().shares()) {
            lines.add(Account.PROMOTER_PENDING, share.promoter(), share.amount().negate());
        }
        return conversion(
                EntryKind.REJECTION,
                event.conversion(),
                "rejected",
                event.advertiser(),
                "recorded",
                lines);
    }

    /// Reverses what this refund adds to the previous ones.
    private static List<LedgerEntry> takenBack(
            ConversionId conversion,
            AccountId advertiser,
            String step,
            Earnings earnings,
            Refund refund) {
        Earnings before = earnings.takenBack(refund.before(), refund.sold());
        Earnings after = earnings.takenBack(refund.after(), refund.sold());
        var lines = new Lines();
        release(
                lines,
                advertiser,
                after.charge().minus(before.charge()),
                after.platform().minus(before.platform()));
        for (int i = 0; i < after.shares().size(); i++) {
            Share share = after.shares().get(i);
            Money taken = share.amount().minus(before.shares().get(i).amount());
            lines.add(Account.PROMOTER_AVAILABLE, share.promoter(), taken.negate());
        }
        return conversion(EntryKind.REVERSAL, conversion, step, advertiser, "recorded", lines);
    }

    private static List<LedgerEntry> adjusted(Adjusted event) {
        var lines = new Lines();
        switch (event.payer()) {
            case ADVERTISER ->
                    lines.add(Account.ADVERTISER, event.advertiser(), event.amount().negate());
            case PLATFORM -> lines.add(Account.PLATFORM, null, event.amount().negate());
        }
        lines.add(Account.PROMOTER_AVAILABLE, event.promoter(), event.amount());
        return single(
                EntryKind.ADJUSTMENT,
                "adjustment:" + event.reference(),
                event.advertiser(),
                null,
                event.memo(),
                lines);
    }

    private static List<LedgerEntry> credited(Credited event) {
        var lines = new Lines();
        lines.add(Account.PLATFORM, null, event.amount().negate());
        lines.add(Account.ADVERTISER, event.advertiser(), event.amount());
        return single(
                EntryKind.ADJUSTMENT,
                "adjustment:" + event.reference(),
                event.advertiser(),
                null,
                event.memo(),
                lines);
    }

    private static List<LedgerEntry> awarded(Awarded event) {
        var lines = new Lines();
        lines.add(Account.ADVERTISER, event.advertiser(), event.amount().negate());
        lines.add(Account.PROMOTER_AVAILABLE, event.promoter(), event.amount());
        return single(
                EntryKind.BONUS,
                "bonus:" + event.reference(),
                event.advertiser(),
                null,
                event.memo(),
                lines);
    }

    private static List<LedgerEntry> paid(AdvertiserPaid event) {
        var lines = new Lines();
        lines.add(Account.BANK, null, event.amount().negate());
        lines.add(Account.ADVERTISER, event.advertiser(), event.amount());
        return single(
                EntryKind.ADVERTISER_PAYMENT,
                "payment:" + event.reference(),
                event.advertiser(),
                null,
                event.memo(),
                lines);
    }

    private static List<LedgerEntry> reversed(PaymentReversed event) {
        var lines = new Lines();
        lines.add(Account.BANK, null, event.amount());
        lines.add(Account.ADVERTISER, event.advertiser(), event.amount().negate());
        String payment = "payment:" + event.reference();
        return single(
                EntryKind.ADVERTISER_PAYMENT,
                payment + ":reversed",
                event.advertiser(),
                payment,
                event.memo(),
                lines);
    }

    private static List<LedgerEntry> requested(PayoutRequested event) {
        return event.parts().stream()
                .flatMap(part -> requested(event.payout(), event.promoter(), part))
                .toList();
    }

    /// The first line debits the used postings; the payout uses that line, too.
    private static Stream<LedgerEntry> requested(
            PayoutId payout, AccountId promoter, PayoutPart part) {
        var lines = new Lines();
        lines.add(Account.PROMOTER_AVAILABLE, promoter, part.usedUp().negate());
        lines.add(Account.PROMOTER_AVAILABLE, promoter, part.change());
        lines.add(Account.PROMOTER_AVAILABLE, promoter, part.debt());
        lines.add(Account.PROMOTER_PAYOUT, promoter, part.paid());
        int usedUpLine = part.usedUp().isZero() ? 0 : 1;
        return payout(
                EntryKind.PAYOUT_REQUEST,
                payout,
                "requested",
                part.advertiser(),
                null,
                lines,
                usedUpLine);
    }

    private static List<LedgerEntry> completed(PayoutCompleted event) {
        return deducted(event.deductions(), event.slices()).stream()
                .flatMap(part -> completed(event, part))
                .toList();
    }

    private static Stream<LedgerEntry> completed(PayoutCompleted event, DeductedSlice part) {
        var lines = new Lines();
        lines.add(Account.PROMOTER_PAYOUT, event.promoter(), part.slice().amount().negate());
        settle(lines, event.promoter(), part, false);
        return payout(
                EntryKind.PAYOUT_COMPLETION,
                event.payout(),
                "completed",
                part.slice().advertiser(),
                null,
                lines,
                0);
    }

    /// A slice with the deductions that are taken from it.
    private record DeductedSlice(PayoutSlice slice, Deductions own) {}

    /// The deductions are taken from the first slices that suffice. They are less than the amount,
    /// and so than the positive slices together.
    private static List<DeductedSlice> deducted(Deductions all, List<PayoutSlice> slices) {
        List<DeductedSlice> parts = new ArrayList<>();
        Money fee = all.fee();
        Money tax = all.withheld();
        Money zero = Money.zero(fee.currency());
        for (PayoutSlice slice : slices) {
            Money rest = larger(slice.amount(), zero);
            Money ownFee = smaller(fee, rest);
            Money ownTax = smaller(tax, rest.minus(ownFee));
            fee = fee.minus(ownFee);
            tax = tax.minus(ownTax);
            parts.add(new DeductedSlice(slice, new Deductions(ownFee, ownTax)));
        }
        return parts;
    }

    /// Pays a slice and its deductions, or takes both back.
    private static void settle(
            Lines lines, AccountId promoter, DeductedSlice part, boolean takesBack) {
        Money net = part.own().net(part.slice().amount());
        Money fee = part.own().fee();
        Money tax = part.own().withheld();
        lines.add(Account.PAID_OUT, promoter, takesBack ? net.negate() : net);
        lines.add(Account.PLATFORM, null, takesBack ? fee.negate() : fee);
        lines.add(Account.TAX_WITHHELD, promoter, takesBack ? tax.negate() : tax);
    }

    private static Money smaller(Money one, Money other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Money larger(Money one, Money other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Stream<LedgerEntry> failed(
            PayoutId payout, AccountId promoter, PayoutSlice slice) {
        var lines = new Lines();
        lines.move(promoter, Account.PROMOTER_PAYOUT, Account.PROMOTER_AVAILABLE, slice.amount());
        return payout(
                EntryKind.PAYOUT_FAILURE,
                payout,
                "failed",
                slice.advertiser(),
                "requested",
                lines,
                0);
    }

    /// The deductions are given back, too: nothing was paid from which they were due.
    private static List<LedgerEntry> returned(PayoutReturned event) {
        return deducted(event.deductions(), event.slices()).stream()
                .flatMap(part -> returned(event, part))
                .toList();
    }

    private static Stream<LedgerEntry> returned(PayoutReturned event, DeductedSlice part) {
        var lines = new Lines();
        settle(lines, event.promoter(), part, true);
        lines.add(Account.PROMOTER_AVAILABLE, event.promoter(), part.slice().amount());
        return payout(
                EntryKind.PAYOUT_RETURN,
                event.payout(),
                "returned",
                part.slice().advertiser(),
                "completed",
                lines,
                0);
    }

    private static void charge(Lines lines, AccountId advertiser, Earnings earnings) {
        release(lines, advertiser, earnings.charge().negate(), earnings.platform().negate());
    }

    /// Returns a charge to the advertiser, and debits the platform's share of it.
    private static void release(Lines lines, AccountId advertiser, Money charge, Money platform) {
        lines.add(Account.ADVERTISER, advertiser, charge);
        lines.add(Account.PLATFORM, null, platform.negate());
    }

    private static List<LedgerEntry> conversion(
            EntryKind kind,
            ConversionId conversion,
            String step,
            AccountId advertiser,
            @Nullable String reverses,
            Lines lines) {
        String subject = "conversion:" + conversion.value() + ":";
        return lines.isEmpty()
                ? List.of()
                : List.of(
                        new LedgerEntry(
                                kind,
                                subject + step,
                                advertiser,
                                conversion,
                                null,
                                reverses == null ? null : subject + reverses,
                                null,
                                lines.postings(),
                                0));
    }

    private static Stream<LedgerEntry> payout(
            EntryKind kind,
            PayoutId payout,
            String step,
            AccountId advertiser,
            @Nullable String reverses,
            Lines lines,
            int usedUpLine) {
        String subject = "payout:" + payout.value() + ":";
        return lines.isEmpty()
                ? Stream.empty()
                : Stream.of(
                        new LedgerEntry(
                                kind,
                                subject + step,
                                advertiser,
                                null,
                                payout,
                                reverses == null ? null : subject + reverses,
                                null,
                                lines.postings(),
                                usedUpLine));
    }

    private static List<LedgerEntry> single(
            EntryKind kind,
            String key,
            AccountId advertiser,
            @Nullable String reverses,
            @Nullable String memo,
            Lines lines) {
        return lines.isEmpty()
                ? List.of()
                : List.of(
                        new LedgerEntry(
                                kind,
                                key,
                                advertiser,
                                null,
                                null,
                                reverses,
                                memo,
                                lines.postings(),
                                0));
    }

    /// Collects the postings of an entry; zero amounts are omitted.
    private static final class Lines {

        private final List<Posting> postings = new ArrayList<>();

        void add(Account account, @Nullable AccountId user, Money amount) {
            if (!amount.isZero()) {
                postings.add(new Posting(account, user, amount));
            }
        }

        /// Moves an amount between two accounts of one user.
        void move(AccountId user, Account from, Account to, Money amount) {
            add(from, user, amount.negate());
            add(to, user, amount);
        }

        boolean isEmpty() {
            return postings.isEmpty();
        }

        List<Posting> postings() {
            return postings;
        }
    }
}
