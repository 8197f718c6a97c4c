package com.afftok.shared.ledger;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.id.PayoutId;
import com.afftok.shared.money.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A ledger entry: one business event, or one advertiser's part of it. Its postings, at least two,
/// sum to zero per currency; line numbers start at one.
///
/// @param eventKey identifies the event; unique per advertiser
/// @param conversion for kinds that concern one
/// @param payout for kinds that concern one
/// @param reverses the key of the same advertiser's entry that this one reverses, wholly or in part
/// @param memo a person's note
/// @param usedUpLine the line that the payout uses immediately, beside the chosen postings; 0 if
///   there is none
public record LedgerEntry(
        EntryKind kind,
        String eventKey,
        AccountId advertiser,
        @Nullable ConversionId conversion,
        @Nullable PayoutId payout,
        @Nullable String reverses,
        @Nullable String memo,
        List<Posting> postings,
        int usedUpLine) {

    public LedgerEntry {
        postings = List.copyOf(postings);
        if (kind.ofConversion() != (conversion != null) || kind.ofPayout() != (payout != null)) {
            throw new IllegalArgumentException(eventKey + " names what it is not about");
        }
        if (postings.isEmpty()) {
            throw new IllegalArgumentException(eventKey + " has no postings");
        }
        if (!sumsToZero(postings)) {
            throw new IllegalArgumentException(eventKey + " does not sum to zero");
        }
        for (Posting posting : postings) {
            if (posting.account() == Account.ADVERTISER && !advertiser.equals(posting.owner())) {
                throw new IllegalArgumentException(eventKey + " is on another advertiser");
            }
        }
        if (usedUpLine != 0 && !isUsable(postings.get(usedUpLine - 1), kind)) {
            throw new IllegalArgumentException(eventKey + " uses up what it cannot");
        }
    }

    private static boolean sumsToZero(List<Posting> postings) {
        Map<Currency, Long> sums = new HashMap<>();
        for (Posting posting : postings) {
            sums.merge(posting.amount().currency(), posting.amount().minor(), Math::addExact);
        }
        return sums.values().stream().allMatch(sum -> sum == 0);
    }

    private static boolean isUsable(Posting posting, EntryKind kind) {
        return kind == EntryKind.PAYOUT_REQUEST && posting.account() == Account.PROMOTER_AVAILABLE;
    }
}
