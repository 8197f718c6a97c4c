package com.afftok.shared.ledger;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.id.PayoutId;
import com.afftok.shared.money.Money;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An event that moves money, with the data that [BookEvent] needs.
///
/// Whether it is allowed is decided elsewhere: by `ConversionState` for a conversion, by its status
/// for a payout. In addition, the database refuses the same event twice by its key.
public sealed interface BusinessEvent {

    /// The reference of an event from a person or a payment provider.
    Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /// A conversion was recorded; its earnings are pending.
    record Recorded(ConversionId conversion, AccountId advertiser, Earnings earnings)
            implements BusinessEvent {}

    /// A pending conversion was approved; its earnings are available.
    record Approved(ConversionId conversion, AccountId advertiser, Earnings earnings)
            implements BusinessEvent {}

    /// A pending conversion was rejected; it earns nothing.
    record Rejected(ConversionId conversion, AccountId advertiser, Earnings earnings)
            implements BusinessEvent {}

    /// The rest of an approved conversion was refunded.
    record Reversed(ConversionId conversion, AccountId advertiser, Earnings earnings, Refund refund)
            implements BusinessEvent {

        public Reversed {
            if (!refund.isWhole()) {
                throw new IllegalArgumentException("a part was refunded, which reverses nothing");
            }
        }
    }

    /// A part of an approved conversion was refunded.
    record PartlyRefunded(
            ConversionId conversion, AccountId advertiser, Earnings earnings, Refund refund)
            implements BusinessEvent {

        public PartlyRefunded {
            if (refund.isWhole()) {
                throw new IllegalArgumentException("all was refunded, which is a reversal");
            }
        }
    }

    /// A manual correction of a promoter's available balance, at the expense of the payer; a
    /// negative amount debits the promoter.
    record Adjusted(
            String reference,
            AccountId advertiser,
            AccountId promoter,
            Money amount,
            Payer payer,
            String memo)
            implements BusinessEvent {

        public Adjusted {
            check(reference);
            if (memo.isBlank()) {
                throw new IllegalArgumentException("an adjustment says why");
            }
        }
    }

    /// A bonus that an advertiser gives a promoter, or that its rule awards.
    record Awarded(
            String reference, AccountId advertiser, AccountId promoter, Money amount, String memo)
            implements BusinessEvent {

        public Awarded {
            check(reference);
            if (memo.isBlank() || !amount.isPositive()) {
                throw new IllegalArgumentException("a bonus is positive, and says why");
            }
        }
    }

    /// Who pays for an adjustment, or receives a negative one.
    enum Payer {
        ADVERTISER,
        PLATFORM
    }

    /// A manual correction of an advertiser's balance, at the expense of the platform; a negative
    /// amount debits the advertiser.
    record Credited(String reference, AccountId advertiser, Money amount, String memo)
            implements BusinessEvent {

        public Credited {
            check(reference);
            if (memo.isBlank()) {
                throw new IllegalArgumentException("an adjustment says why");
            }
        }
    }

    /// An advertiser has paid.
    ///
    /// @param memo for readers of the ledger, such as the reference of the bank
    record AdvertiserPaid(
            String reference, AccountId advertiser, Money amount, @Nullable String memo)
            implements BusinessEvent {

        public AdvertiserPaid {
            check(reference);
            if (amount.isNegative()) {
                throw new IllegalArgumentException("a payment is not negative");
            }
        }
    }

    /// A payment was recorded wrongly, or returned, as a whole.
    ///
    /// @param reference of the payment
    /// @param memo the reason
    record PaymentReversed(String reference, AccountId advertiser, Money amount, String memo)
            implements BusinessEvent {

        public PaymentReversed {
            check(reference);
            if (amount.isNegative()) {
                throw new IllegalArgumentException("a payment is not negative");
            }
        }
    }

    /// Tax was charged with an invoice, whose other amounts are booked with their sales; negative
    /// for a credit note of a month.
    ///
    /// @param number of the document
    record Taxed(String number, AccountId advertiser, Money tax) implements BusinessEvent {

        public Taxed {
            check(number);
        }
    }

    /// A credit note returned a part of an invoice at the expense of the platform.
    ///
    /// @param number of the document
    /// @param tax its part of the tax of the invoice
    record CreditNoteIssued(String number, AccountId advertiser, Money net, Money tax)
            implements BusinessEvent {

        public CreditNoteIssued {
            check(number);
            if (!net.isPositive() || tax.isNegative()) {
                throw new IllegalArgumentException("a credit note returns something");
            }
        }
    }

    /// A promoter requested a payout; its parts are chosen by [ChoosePostings].
    record PayoutRequested(
            PayoutId payout, AccountId promoter, Money amount, List<PayoutPart> parts)
            implements BusinessEvent {

        public PayoutRequested {
            parts = List.copyOf(parts);
            check(amount, parts.stream().map(PayoutPart::advertiser).toList());
            checkSum(amount, parts.stream().map(PayoutPart::paid).toList());
        }

        /// The slices that its completion or failure will move.
        public List<PayoutSlice> slices() {
            return parts.stream()
                    .filter(part -> !part.paid().isZero())
                    .map(part -> new PayoutSlice(part.advertiser(), part.paid()))
                    .toList();
        }
    }

    /// The promoter was paid the amount less the deductions.
    record PayoutCompleted(
            PayoutId payout,
            AccountId promoter,
            Money amount,
            Deductions deductions,
            List<PayoutSlice> slices)
            implements BusinessEvent {

        public PayoutCompleted {
            slices = List.copyOf(slices);
            checkSlices(amount, slices);
            if (!deductions.net(amount).isPositive()) {
                throw new IllegalArgumentException("the deductions leave nothing to pay");
            }
        }
    }

    /// The payment failed, and the amount is available again.
    record PayoutFailed(PayoutId payout, AccountId promoter, Money amount, List<PayoutSlice> slices)
            implements BusinessEvent {

        public PayoutFailed {
            slices = List.copyOf(slices);
            checkSlices(amount, slices);
        }
    }

    /// The bank gave back what it had paid; the amount is available again, with what was deducted.
    record PayoutReturned(
            PayoutId payout,
            AccountId promoter,
            Money amount,
            Deductions deductions,
            List<PayoutSlice> slices)
            implements BusinessEvent {

        public PayoutReturned {
            slices = List.copyOf(slices);
            checkSlices(amount, slices);
        }
    }

    private static void check(String reference) {
        if (!REFERENCE.matcher(reference).matches()) {
            throw new IllegalArgumentException("a reference is 1 to 100 of A-Z a-z 0-9 . _ -");
        }
    }

    private static void checkSlices(Money amount, List<PayoutSlice> slices) {
        check(amount, slices.stream().map(PayoutSlice::advertiser).toList());
        checkSum(amount, slices.stream().map(PayoutSlice::amount).toList());
    }

    private static void check(Money amount, List<AccountId> advertisers) {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("a payout is positive, not " + amount);
        }
        if (advertisers.stream().distinct().count() != advertisers.size()) {
            throw new IllegalArgumentException("an advertiser has one part of a payout at most");
        }
    }

    private static void checkSum(Money amount, List<Money> parts) {
        Money sum = parts.stream().reduce(Money.zero(amount.currency()), Money::plus);
        if (!sum.equals(amount)) {
            throw new IllegalArgumentException("%s is paid of %s".formatted(sum, amount));
        }
    }
}
