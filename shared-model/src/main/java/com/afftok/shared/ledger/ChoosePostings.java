package com.afftok.shared.ledger;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Money;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Chooses the postings of a payout: negative ones first, so that refunds are absorbed, then
/// positive ones, oldest first, until they suffice. The excess of the last one is returned as
/// change, with the same advertiser.
///
/// If the amount of refunds that one payout absorbs is limited, the oldest refunds up to the limit
/// are absorbed. The excess of the last one of them is returned as debt, with the same advertiser.
public final class ChoosePostings {

    /// The maximum of postings in a payout.
    public static final int MAX_POSTINGS = 10_000;

    /// The maximum of negative ones among them, so that each payout has room for as many positive
    /// ones and refunds cannot block payouts forever; the oldest come first.
    public static final int MAX_NEGATIVE = MAX_POSTINGS / 2;

    private ChoosePostings() {}

    /// The most that can be paid.
    ///
    /// @param balance the sum of all the promoter's unused postings
    /// @param refunds the sum of the negative ones among them
    /// @param absorbed the most that one payout absorbs of refunds; null for all
    public static Money payable(Money balance, Money refunds, @Nullable Money absorbed) {
        return absorbed == null || refunds.negate().compareTo(absorbed) <= 0
                ? balance
                : balance.minus(refunds).minus(absorbed);
    }

    /// Chooses the postings, or reports why there are none.
    ///
    /// @param amount requested, positive
    /// @param minimum of the promoter's payout method
    /// @param payable as [#payable] says
    /// @param absorbed the most that this payout absorbs of refunds; null for all
    /// @param unused the unused postings, in any order; the oldest [#MAX_POSTINGS] negative and
    ///   positive ones are sufficient
    public static PayoutChoice choose(
            Money amount,
            Money minimum,
            Money payable,
            @Nullable Money absorbed,
            List<AvailablePosting> unused) {
        if (!amount.isPositive()) {
            throw new IllegalArgumentException("a payout is positive, not " + amount);
        }
        if (amount.compareTo(minimum) < 0) {
            return new PayoutChoice.BelowMinimum(minimum);
        }
        if (amount.compareTo(payable) > 0) {
            return new PayoutChoice.AboveBalance(payable);
        }
        Absorption refunds = absorb(absorbed, oldest(unused, true, MAX_NEGATIVE), amount);
        var taken = new ArrayList<>(refunds.taken());
        Money sum = refunds.sum();
        for (AvailablePosting positive : oldest(unused, false, MAX_POSTINGS - taken.size())) {
            if (sum.compareTo(amount) >= 0) {
                break;
            }
            taken.add(positive);
            sum = sum.plus(positive.amount());
        }
        if (sum.compareTo(amount) < 0) {
            Money most = sum.isNegative() ? Money.zero(sum.currency()) : sum;
            return new PayoutChoice.TooManyPostings(most);
        }
        List<PostingKey> keys = taken.stream().map(AvailablePosting::key).toList();
        return new PayoutChoice.Chosen(keys, parts(taken, sum.minus(amount), refunds));
    }

    /// The refunds that a payout uses.
    ///
    /// @param sum that it absorbs; negative or zero
    /// @param debt the rest of the last one; negative or zero
    private record Absorption(List<AvailablePosting> taken, Money sum, Money debt) {

        boolean indebts(AccountId advertiser) {
            return !taken.isEmpty() && taken.getLast().key().advertiser().equals(advertiser);
        }
    }

    private static Absorption absorb(
            @Nullable Money most, List<AvailablePosting> refunds, Money amount) {
        var taken = new ArrayList<AvailablePosting>();
        Money sum = Money.zero(amount.currency());
        for (AvailablePosting refund : refunds) {
            if (most != null && sum.plus(most).isZero()) {
                break;
            }
            taken.add(refund);
            sum = sum.plus(refund.amount());
            if (most != null && sum.plus(most).isNegative()) {
                return new Absorption(taken, most.negate(), sum.plus(most));
            }
        }
        return new Absorption(taken, sum, Money.zero(amount.currency()));
    }

    private static List<AvailablePosting> oldest(
            List<AvailablePosting> unused, boolean negative, int limit) {
        return unused.stream()
                .filter(posting -> posting.amount().isNegative() == negative)
                .sorted((one, other) -> one.key().compareTo(other.key()))
                .limit(limit)
                .toList();
    }

    /// By advertiser, in the order of their first posting. The change is less than the last
    /// posting, and belongs to its advertiser; the debt belongs to that of the last refund.
    private static List<PayoutPart> parts(
            List<AvailablePosting> taken, Money change, Absorption refunds) {
        Money zero = Money.zero(change.currency());
        Map<AccountId, Money> sums = new LinkedHashMap<>();
        for (AvailablePosting posting : taken) {
            sums.merge(posting.key().advertiser(), posting.amount(), Money::plus);
        }
        AccountId last = taken.getLast().key().advertiser();
        List<PayoutPart> parts = new ArrayList<>();
        sums.forEach((advertiser, sum) ->
                parts.add(
                        new PayoutPart(
                                advertiser,
                                sum,
                                advertiser.equals(last) ? change : zero,
                                refunds.indebts(advertiser) ? refunds.debt() : zero)));
        return parts;
    }

    /// A promoter's posting on `promoter_available` that no payout has used; negative for a
    /// reversal.
    public record AvailablePosting(PostingKey key, Money amount) {}

    /// The result of a payout request.
    public sealed interface PayoutChoice {

        /// It can be paid: the postings that it uses, and their sums per advertiser.
        record Chosen(List<PostingKey> usedUp, List<PayoutPart> parts) implements PayoutChoice {

            public Chosen {
                usedUp = List.copyOf(usedUp);
                parts = List.copyOf(parts);
            }
        }

        /// Less than the minimum.
        record BelowMinimum(Money minimum) implements PayoutChoice {}

        /// More than is payable, which may be negative.
        record AboveBalance(Money payable) implements PayoutChoice {}

        /// It would use too many postings; `most` can be paid now, and the rest by another payout.
        /// `most` is zero if refunds absorb all postings of one payout.
        record TooManyPostings(Money most) implements PayoutChoice {}
    }
}
