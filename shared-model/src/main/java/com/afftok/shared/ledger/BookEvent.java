package com.afftok.shared.ledger;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.ledger.BusinessEvent.Adjusted;
import com.afftok.shared.ledger.BusinessEvent.AdvertiserPaid;
import com.afftok.shared.ledger.BusinessEvent.Approved;
import com.afftok.shared.ledger.BusinessEvent.Awarded;
import com.afftok.shared.ledger.BusinessEvent.CreditNoteIssued;
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
import com.afftok.shared.ledger.BusinessEvent.Taxed;
import com.afftok.shared.money.Money;
import java.util.List;
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
/// `bonus:…`, `payment:…` and `payment:…:reversed` with their reference, `invoice:…` with the
/// number of the document.
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
            case Taxed taxed -> taxed(taxed);
            case CreditNoteIssued issued -> creditNote(issued);
            case PayoutRequested requested -> BookPayout.requested(requested);
            case PayoutCompleted completed -> BookPayout.completed(completed);
            case PayoutFailed failed -> BookPayout.failed(failed);
            case PayoutReturned returned -> BookPayout.returned(returned);
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

    private static List<LedgerEntry> taxed(Taxed event) {
        var lines = new Lines();
        lines.add(Account.ADVERTISER, event.advertiser(), event.tax().negate());
        lines.add(Account.TAX_PAYABLE, null, event.tax());
        return single(
                EntryKind.INVOICE_TAX,
                "invoice:" + event.number(),
                event.advertiser(),
                null,
                event.number(),
                lines);
    }

    private static List<LedgerEntry> creditNote(CreditNoteIssued event) {
        var lines = new Lines();
        lines.add(Account.ADVERTISER, event.advertiser(), event.net().plus(event.tax()));
        lines.add(Account.PLATFORM, null, event.net().negate());
        lines.add(Account.TAX_PAYABLE, null, event.tax().negate());
        return single(
                EntryKind.CREDIT_NOTE,
                "invoice:" + event.number(),
                event.advertiser(),
                null,
                event.number(),
                lines);
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
}
