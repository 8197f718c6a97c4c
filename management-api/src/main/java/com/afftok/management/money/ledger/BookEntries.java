package com.afftok.management.money.ledger;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.id.PayoutId;
import com.afftok.shared.ledger.BookEvent;
import com.afftok.shared.ledger.BusinessEvent;
import com.afftok.shared.ledger.LedgerEntry;
import com.afftok.shared.ledger.Posting;
import jakarta.inject.Singleton;
import java.util.List;

/// Books business events, in the transaction of the event. Booking an event twice violates its
/// unique key.
@Singleton
public final class BookEntries {

    private final LedgerRepository ledger;

    BookEntries(LedgerRepository ledger) {
        this.ledger = ledger;
    }

    /// The creator of a payout records which entries it uses.
    public void book(BusinessEvent event) {
        BookEvent.book(event).forEach(this::add);
    }

    private void add(LedgerEntry entry) {
        long advertiser = entry.advertiser().value();
        ConversionId conversion = entry.conversion();
        PayoutId payout = entry.payout();
        long id =
                ledger.addEntry(
                        advertiser,
                        entry.kind().label(),
                        entry.eventKey(),
                        conversion == null ? null : conversion.value(),
                        payout == null ? null : payout.value(),
                        entry.reverses(),
                        entry.memo());
        List<Posting> postings = entry.postings();
        for (int i = 0; i < postings.size(); i++) {
            Posting posting = postings.get(i);
            AccountId owner = posting.owner();
            ledger.addPosting(
                    advertiser,
                    id,
                    i + 1,
                    posting.account().label(),
                    owner == null ? null : owner.value(),
                    posting.amount().currency().code(),
                    posting.amount().toBigDecimal());
        }
    }
}
