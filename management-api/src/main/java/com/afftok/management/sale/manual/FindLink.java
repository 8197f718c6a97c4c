package com.afftok.management.sale.manual;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.sale.conversion.ClickNames;
import com.afftok.management.sale.decision.Actor;
import com.afftok.management.sale.price.PricingRepository;
import com.afftok.management.sale.price.PricingRepository.LinkRow;
import com.afftok.management.sale.version.OfferRepository;
import com.afftok.management.sale.version.OfferRow;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.LinkId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds the link of a sale that a person reports, among those of the caller's offers.
@Singleton
final class FindLink {

    private final PricingRepository pricing;
    private final OfferRepository offers;
    private final CouponRepository coupons;
    private final ClickNames names;

    FindLink(
            PricingRepository pricing,
            OfferRepository offers,
            CouponRepository coupons,
            ClickNames names) {
        this.pricing = pricing;
        this.offers = offers;
        this.coupons = coupons;
        this.names = names;
    }

    sealed interface Found {

        /// The link.
        ///
        /// @param click null if the sale has none
        record Link(LinkRow link, @Nullable ClickId click) implements Found {}

        record Nothing(ErrorCode code, List<Detail> why) implements Found {}
    }

    Found of(Caller caller, ManualSale sale, Instant now) {
        Found found = any(caller, sale, now);
        Long offer = sale.offerId();
        return found instanceof Found.Link(LinkRow link, _)
                        && offer != null
                        && offer != link.offerId()
                ? new Found.Nothing(
                        ErrorCode.VALID_001,
                        List.of(Problem.NOT_EQUAL.with("offer_id", link.offerId())))
                : found;
    }

    private Found any(Caller caller, ManualSale sale, Instant now) {
        AccountId advertiser = Actor.advertiser(caller);
        String click = sale.clickId();
        Long link = sale.linkId();
        Long promoter = sale.promoterId();
        if (click != null) {
            return ofClick(advertiser, names.signed(click).orElse(null));
        }
        if (link != null) {
            return found(
                    pricing.link(new LinkId(link), advertiser).orElse(null), ErrorCode.LINK_001);
        }
        Optional<OfferRow> offer =
                sale.offerId() == null ? Optional.empty() : offers.find(sale.offerId(), advertiser);
        if (sale.offerId() != null && offer.isEmpty()) {
            return new Found.Nothing(ErrorCode.OFFER_001, List.of());
        }
        return promoter == null
                ? ofCoupon(advertiser, sale, offer.orElse(null), now)
                : found(
                        offer.flatMap(one -> pricing.link(one.id(), promoter)).orElse(null),
                        ErrorCode.VALID_001,
                        Problem.NOT_OF_OFFER.with("promoter_id"));
    }

    private Found ofClick(@Nullable AccountId advertiser, @Nullable ClickId click) {
        LinkRow link = click == null ? null : pricing.link(click.link(), advertiser).orElse(null);
        return link != null
                ? new Found.Link(link, click)
                : new Found.Nothing(ErrorCode.CONV_004, List.of(Problem.NO_CLICK.with("click_id")));
    }

    /// A code is unique for its advertiser, which administrators name by the offer.
    private Found ofCoupon(
            @Nullable AccountId advertiser,
            ManualSale sale,
            @Nullable OfferRow offer,
            Instant now) {
        Long owner =
                offer != null
                        ? Long.valueOf(offer.advertiserId())
                        : advertiser == null ? null : Long.valueOf(advertiser.value());
        if (owner == null) {
            return new Found.Nothing(
                    ErrorCode.VALID_001, List.of(Problem.NEEDS_OTHER.with("offer_id", "coupon")));
        }
        return found(
                coupons.link(owner, String.valueOf(sale.coupon()), sale.offerId(), now)
                        .flatMap(id -> pricing.link(id, advertiser))
                        .orElse(null),
                ErrorCode.CONV_004,
                Problem.NO_COUPON.with("coupon"));
    }

    private static Found found(@Nullable LinkRow link, ErrorCode otherwise, Detail... why) {
        return link != null
                ? new Found.Link(link, null)
                : new Found.Nothing(otherwise, List.of(why));
    }
}
