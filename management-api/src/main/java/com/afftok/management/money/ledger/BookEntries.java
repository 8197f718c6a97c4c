package com.afftok.management.money.ledger;

import com.afftok.shared.ledger.BookEvent;
import com.afftok.shared.ledger.BusinessEvent;
import com.afftok.shared.ledger.LedgerEntry;
import jakarta.inject.Singleton;
import java.util.List;

/// Books business events, in the transaction of the events. Booking an event twice violates its
/// unique key.
@Singleton
public final class BookEntries {

    private final LedgerRepository ledger;

    BookEntries(LedgerRepository ledger) {
        this.ledger = ledger;
    }

    /// The creator of a payout records which entries it uses.
    public void book(List<BusinessEvent> events) {
        List<LedgerEntry> entries =
                events.stream().flatMap(event -> BookEvent.book(event).stream()).toList();
        if (!entries.isEmpty()) {
            ledger.book(entries);
        }
    }
}
