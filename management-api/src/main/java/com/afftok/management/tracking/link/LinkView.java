package com.afftok.management.tracking.link;

import com.afftok.management.platform.request.Tags;
import com.afftok.management.tracking.offer.Stats;
import com.afftok.shared.id.LinkId;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A link as its promoter sees it.
///
/// @param offerStopped why the active offer accepts no clicks: `unfunded`, or null
/// @param byJoin whether it was created by joining the offer
/// @param statusReason the advertiser's reason for a rejection
@Serdeable
record LinkView(
        long id,
        long offerId,
        String offerTitle,
        @Nullable String offerStopped,
        boolean byJoin,
        String trackingUrl,
        String shortLink,
        @Nullable String alias,
        @Nullable String deepLink,
        @JsonUnwrapped Tags tags,
        String status,
        @Nullable String statusReason,
        Instant expiresAt,
        int version,
        Instant createdAt,
        Stats stats) {

    static LinkView of(LinkRow row, LinkAddresses addresses) {
        LinkId id = new LinkId(row.id());
        return new LinkView(
                row.id(),
                row.offerId(),
                row.offerTitle(),
                row.offerStopped(),
                row.byJoin(),
                addresses.signed(id),
                addresses.shortest(id, row.alias()),
                row.alias(),
                row.deepLink(),
                row.tags(),
                row.status(),
                row.statusReason(),
                row.expiresAt(),
                row.version(),
                row.createdAt(),
                Stats.of(row.clicks(), row.conversions(), row.earned()));
    }
}
