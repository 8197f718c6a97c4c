package com.afftok.shared.ledger;

import com.afftok.shared.id.AccountId;
import java.util.Comparator;

/// The key of a posting; the natural order is the order of booking.
public record PostingKey(AccountId advertiser, long entry, int line)
        implements Comparable<PostingKey> {

    private static final Comparator<PostingKey> AS_BOOKED =
            Comparator.comparingLong(PostingKey::entry)
                    .thenComparingInt(PostingKey::line)
                    .thenComparingLong(key -> key.advertiser().value());

    public PostingKey {
        if (entry <= 0 || line <= 0) {
            throw new IllegalArgumentException("there is no line " + line + " of entry " + entry);
        }
    }

    @Override
    public int compareTo(PostingKey other) {
        return AS_BOOKED.compare(this, other);
    }
}
