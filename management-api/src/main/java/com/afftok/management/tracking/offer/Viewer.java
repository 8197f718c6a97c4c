package com.afftok.management.tracking.offer;

import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.shared.id.OfferId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The caller of a read of offers.
///
/// @param user a promoter, who has joined offers, or an advertiser, who owns some; 0 for none
/// @param owner whose own offers are visible in every status; null for none
/// @param seesAll an administrator, who sees those of all advertisers
/// @param changesAll an administrator who may also change them
record Viewer(long user, @Nullable Long owner, boolean seesAll, boolean changesAll) {

    private static final Viewer NOBODY = new Viewer(0, null, false, false);

    /// The caller. An API key without the scope to see what is the account's sees what everybody
    /// does.
    static Viewer of(@Nullable Caller caller) {
        return switch (caller) {
            case null -> NOBODY;
            case Caller.Promoter promoter ->
                    promoter.may(Permission.OWN_LINKS_VIEW)
                            ? new Viewer(promoter.account().value(), null, false, false)
                            : NOBODY;
            case Caller.Advertiser advertiser ->
                    advertiser.may(Permission.OWN_OFFERS_VIEW)
                            ? new Viewer(
                                    advertiser.account().value(),
                                    advertiser.account().value(),
                                    false,
                                    false)
                            : NOBODY;
            case Caller.Admin admin -> {
                boolean changes = admin.may(Permission.OFFERS);
                yield new Viewer(0, null, changes || admin.may(Permission.OFFERS_VIEW), changes);
            }
        };
    }

    boolean owns(OfferRow offer) {
        return changesAll || offer.advertiserId() == user;
    }

    Optional<OfferRow> find(OfferRepository offers, OfferId id) {
        return offers.find(id.value(), user, seesAll);
    }

    /// An offer that the caller may change; null also for offers of others.
    @Nullable OfferRow owned(OfferRepository offers, OfferId id) {
        return find(offers, id).filter(this::owns).orElse(null);
    }

    /// The full view for the owner, else the public one.
    Object view(OfferRow offer, boolean arabic) {
        return seesAll || owns(offer) ? OfferView.Own.of(offer) : OfferView.of(offer, arabic);
    }
}
