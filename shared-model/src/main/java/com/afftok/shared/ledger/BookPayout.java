package com.afftok.shared.ledger;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.PayoutId;
import com.afftok.shared.ledger.BusinessEvent.PayoutCompleted;
import com.afftok.shared.ledger.BusinessEvent.PayoutFailed;
import com.afftok.shared.ledger.BusinessEvent.PayoutRequested;
import com.afftok.shared.ledger.BusinessEvent.PayoutReturned;
import com.afftok.shared.money.Money;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The part of [BookEvent] for payouts: one entry per advertiser whose postings the payout uses.
final class BookPayout {

    private BookPayout() {}

    static List<LedgerEntry> requested(PayoutRequested event) {
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

    static List<LedgerEntry> completed(PayoutCompleted event) {
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

    static List<LedgerEntry> failed(PayoutFailed event) {
        return event.slices().stream()
                .flatMap(slice -> failed(event.payout(), event.promoter(), slice))
                .toList();
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
    static List<LedgerEntry> returned(PayoutReturned event) {
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
}
