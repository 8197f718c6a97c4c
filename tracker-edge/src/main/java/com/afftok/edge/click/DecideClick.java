package com.afftok.edge.click;

import com.afftok.edge.link.Link;
import com.afftok.edge.link.LinkLookup;
import com.afftok.shared.click.Bucket;
import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.Device;
import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.ClickIds;
import java.time.InstantSource;

/// Decides one click from top to bottom: synchronous, on the event loop, with no effect but a new
/// click id.
final class DecideClick {

    private static final int NO_RULES = 0;

    private final InstantSource clock;
    private final ClickIds ids;
    private final ClickCodes codes;

    DecideClick(InstantSource clock, ClickIds ids, ClickCodes codes) {
        this.clock = clock;
        this.ids = ids;
        this.codes = codes;
    }

    ClickOutcome decide(Visit visit, LinkLookup lookup) {
        return switch (lookup) {
            case LinkLookup.Found(Link link) -> decide(visit, link);
            case LinkLookup.Unknown _ -> ClickOutcome.UNKNOWN;
            case LinkLookup.Unreachable _ -> ClickOutcome.UNREACHABLE;
        };
    }

    private ClickOutcome decide(Visit visit, Link link) {
        boolean serves = link.serves(clock.millis());
        if (visit.preview() && !serves) {
            return ClickOutcome.GONE;
        }
        ClickId id = ids.next(link.id(), codes.signingKeyId());
        if (!serves) {
            return new ClickOutcome.Inactive(click(id, link, visit, Bucket.INACTIVE));
        }
        ClickEvent click = click(id, link, visit, Bucket.VALID);
        String clickId = codes.encode(id);
        String location = ChooseDestination.of(link, click, clickId);
        if (visit.preview()) {
            return new ClickOutcome.Previewed(location);
        }
        return new ClickOutcome.Redirected(click, clickId, location);
    }

    private static ClickEvent click(ClickId id, Link link, Visit visit, Bucket bucket) {
        return new ClickEvent(
                id,
                link.offer(),
                link.promoter(),
                link.advertiser(),
                bucket,
                0,
                0,
                NO_RULES,
                "",
                Device.UNKNOWN,
                "",
                "",
                TruncateAddress.of(visit.address()),
                0,
                visit.userAgent(),
                visit.referrer(),
                visit.tagsOver(link.tags()));
    }
}
