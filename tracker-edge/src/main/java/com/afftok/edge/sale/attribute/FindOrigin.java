package com.afftok.edge.sale.attribute;

import com.afftok.edge.link.Link;
import com.afftok.edge.link.LinkLookup;
import com.afftok.edge.link.Links;
import com.afftok.edge.link.Offer;
import com.afftok.edge.sale.Detail;
import com.afftok.edge.sale.Problem;
import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.code.LinkCodes;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.LinkId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Finds the link of a sale by its click id, its link code, or the coupon of a promoter. A forged
/// id or code is refused without a query.
public final class FindOrigin {

    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ClickCodes clicks;
    private final LinkCodes codes;
    private final Links links;
    private final SelectCoupon coupons;

    public FindOrigin(ClickCodes clicks, LinkCodes codes, Links links, SelectCoupon coupons) {
        this.clicks = clicks;
        this.codes = codes;
        this.links = links;
        this.coupons = coupons;
    }

    /// Never fails.
    ///
    /// @param at the time at which a coupon must have been valid
    public Future<Origin> of(Map<String, String> parameters, Instant at) {
        String given = parameters.getOrDefault(ReadParameters.CLICK_ID, "");
        if (given.isEmpty()) {
            return ofCoupon(parameters, at);
        }
        ClickId click = clicks.verify(given);
        if (click != null) {
            return ofLink(click.link(), click);
        }
        long link = codes.verify(given);
        return link == LinkCodes.FORGED
                ? Future.succeededFuture(Origin.NO_CLICK)
                : ofLink(new LinkId(link), null);
    }

    /// Whether PostgreSQL is queried for a coupon.
    public static boolean asksForCoupon(Map<String, String> parameters) {
        return parameters.getOrDefault(ReadParameters.CLICK_ID, "").isEmpty()
                && !parameters.getOrDefault("coupon", "").isEmpty();
    }

    private Future<Origin> ofCoupon(Map<String, String> parameters, Instant at) {
        String coupon = parameters.getOrDefault("coupon", "");
        Long advertiser = id(parameters.getOrDefault("advertiser_id", ""));
        Long offer = id(parameters.getOrDefault("offer_id", ""));
        if (coupon.isEmpty() || (advertiser == null && offer == null)) {
            return Future.succeededFuture(Origin.NO_CLICK);
        }
        return coupons.execute(coupon, advertiser, offer, at)
                .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .compose(link ->
                        link == null
                                ? Future.succeededFuture((Origin) Origin.NO_COUPON)
                                : ofLink(link, null))
                .otherwise(Origin.UNREACHABLE);
    }

    private Future<Origin> ofLink(LinkId id, @Nullable ClickId click) {
        LinkLookup known = links.known(id);
        return (known == null ? links.find(id) : Future.succeededFuture(known))
                .map(found ->
                        switch (found) {
                            case LinkLookup.Found(Link link, Offer offer, _) ->
                                    new Origin.Known(link, offer, click);
                            case LinkLookup.Unknown _ -> Origin.NO_CLICK;
                            case LinkLookup.Unreachable _ -> Origin.UNREACHABLE;
                        });
    }

    /// The number, or null if the text is not one.
    public static @Nullable Long id(String text) {
        return ID.matcher(text).matches() ? Long.valueOf(text) : null;
    }

    /// The origin of a sale.
    public sealed interface Origin {

        /// It came through this link.
        ///
        /// @param click null if it was found by a link code or a coupon
        record Known(Link link, Offer offer, @Nullable ClickId click) implements Origin {}

        record Unknown(Detail detail) implements Origin {}

        /// A query is needed, and PostgreSQL is unreachable.
        record Unreachable() implements Origin {}

        Unknown NO_CLICK = new Unknown(Problem.NO_CLICK.with(ReadParameters.CLICK_ID));
        Unknown NO_COUPON = new Unknown(Problem.NO_COUPON.with("coupon"));
        Unreachable UNREACHABLE = new Unreachable();
    }
}
