package com.afftok.shared.ledger;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.id.PayoutId;
import com.afftok.shared.money.Money;
import java.util.List;
import java.util.regex.Pattern;

/// Something that moves money, with all that [BookEvent] has to know of it.
///
/// An event says what happened, not whether it may: that a conversion is approved once is for
/// `ConversionState` to decide, that a payout is completed once for its status. The event's key
/// refuses it in the database all the same.
public sealed interface BusinessEvent {

    /// An event that a person or a payment provider brings, named by a reference of their own.
    Pattern REFERENCE = Pattern.compile("[A-Za-z0-9._-]{1,100}");

    /// A conversion came in; what it earns is pending.
    record Recorded(ConversionId conversion, AccountId advertiser, Earnings earnings)
            implements BusinessEvent {}

    /// A pending conversion was approved; what it earns is available.
    record Approved(ConversionId conversion, AccountId advertiser, Earnings earnings)
            implements BusinessEvent {}

    /// A pending conversion was rejected; it earns nothing.
    record Rejected(ConversionId conversion, AccountId advertiser, Earnings earnings)
            implements BusinessEvent {}

    /// What was left of an approved conversion was refunded.
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

    /// A person corrects what a promoter may ask for, at the expense of the payer; a negative
    /// amount takes something from the promoter.
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

    /// Who pays for an adjustment, or gets what it takes.
    enum Payer {
        ADVERTISER,
        PLATFORM
    }

    /// An advertiser's payment came in.
    record AdvertiserPaid(String reference, AccountId advertiser, Money amount)
            implements BusinessEvent {

        public AdvertiserPaid {
            check(reference);
            if (amount.isNegative()) {
                throw new IllegalArgumentException("a payment is not negative");
            }
        }
    }

    /// A promoter asked for a payout; its parts are what [ChoosePostings] chose.
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

    /// The money has left to the promoter.
    record PayoutCompleted(
            PayoutId payout, AccountId promoter, Money amount, List<PayoutSlice> slices)
            implements BusinessEvent {

        public PayoutCompleted {
            slices = List.copyOf(slices);
            checkSlices(amount, slices);
        }
    }

    /// The money did not leave, and is available again.
    record PayoutFailed(PayoutId payout, AccountId promoter, Money amount, List<PayoutSlice> slices)
            implements BusinessEvent {

        public PayoutFailed {
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
