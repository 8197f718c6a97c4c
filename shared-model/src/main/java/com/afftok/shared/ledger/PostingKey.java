package com.afftok.shared.ledger;

import com.afftok.shared.id.AccountId;
import java.util.Comparator;

/// Where a posting is in the ledger; the natural order is that in which postings were booked.
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
