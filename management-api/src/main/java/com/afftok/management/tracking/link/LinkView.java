package com.afftok.management.tracking.link;

import com.afftok.management.tracking.offer.Stats;
import com.afftok.shared.id.LinkId;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A link as its promoter sees it.
///
/// @param byJoin whether it was created by joining the offer
/// @param statusReason the advertiser's reason for a rejection
@Serdeable
record LinkView(
        long id,
        long offerId,
        String offerTitle,
        boolean byJoin,
        String trackingUrl,
        String shortLink,
        @Nullable String alias,
        @Nullable String deepLink,
        @Nullable String sub1,
        @Nullable String sub2,
        @Nullable String sub3,
        @Nullable String sub4,
        @Nullable String sub5,
        @Nullable String source,
        @Nullable String utmSource,
        @Nullable String utmMedium,
        @Nullable String utmCampaign,
        @Nullable String utmTerm,
        @Nullable String utmContent,
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
                row.byJoin(),
                addresses.signed(id),
                addresses.shortest(id, row.alias()),
                row.alias(),
                row.deepLink(),
                row.sub1(),
                row.sub2(),
                row.sub3(),
                row.sub4(),
                row.sub5(),
                row.source(),
                row.utmSource(),
                row.utmMedium(),
                row.utmCampaign(),
                row.utmTerm(),
                row.utmContent(),
                row.status(),
                row.statusReason(),
                row.expiresAt(),
                row.version(),
                row.createdAt(),
                Stats.of(row.clicks(), row.conversions(), row.earned()));
    }
}
