package com.afftok.edge.link;

import com.afftok.shared.click.Tag;
import com.afftok.shared.click.Tags;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;
import com.afftok.shared.link.DeepLink;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// A promoter's link to an offer. Memory may hold a million links, so data that many links share is
/// in [Offer].
///
/// @param active the status of the link itself, whatever the status of its offer
/// @param expiresAtMillis the end of the link; 0 if the offer's lifetime of links determines it
/// @param tags the defaults for clicks whose request has no tags
public record Link(
        LinkId id,
        OfferId offer,
        AccountId promoter,
        AccountId advertiser,
        boolean active,
        long createdAtMillis,
        long expiresAtMillis,
        @Nullable String alias,
        @Nullable OwnDestination deepLink,
        Tags tags) {

    public Link {
        tags = tags.equals(Tags.NONE) ? Tags.NONE : tags;
    }

    /// The link's own destination if the offer permits it, else the offer's.
    public Destination destination(Offer offer) {
        return deepLink != null && deepLink.isAdmittedBy(offer)
                ? deepLink.destination
                : offer.destination();
    }

    /// Whether it has expired.
    boolean isOver(Offer offer, long nowMillis) {
        long end =
                expiresAtMillis == 0
                        ? createdAtMillis + offer.linkLifetimeMillis()
                        : expiresAtMillis;
        return nowMillis >= end;
    }

    /// The same link, with these objects for the same ids.
    Link with(OfferId sharedOffer, AccountId sharedPromoter, AccountId sharedAdvertiser) {
        return new Link(
                id,
                sharedOffer,
                sharedPromoter,
                sharedAdvertiser,
                active,
                createdAtMillis,
                expiresAtMillis,
                alias,
                deepLink,
                tags);
    }

    JsonObject json() {
        return new JsonObject()
                .put("id", id.value())
                .put("offer", offer.value())
                .put("promoter", promoter.value())
                .put("advertiser", advertiser.value())
                .put("active", active)
                .put("created", createdAtMillis)
                .put("expires", expiresAtMillis)
                .put("alias", alias)
                .put("deepLink", deepLink == null ? null : deepLink.destination.text())
                .put("tags", new JsonArray(Tag.ALL.stream().map(tags::get).toList()));
    }

    static Link from(JsonObject json) {
        JsonArray tags = json.getJsonArray("tags");
        return new Link(
                new LinkId(json.getLong("id")),
                new OfferId(json.getLong("offer")),
                new AccountId(json.getLong("promoter")),
                new AccountId(json.getLong("advertiser")),
                json.getBoolean("active"),
                json.getLong("created"),
                json.getLong("expires"),
                json.getString("alias"),
                OwnDestination.of(json.getString("deepLink")),
                Tags.from(tag -> tags.getString(tag.position())));
    }

    /// A link's own destination, which replaces the offer's while the offer permits its host. A
    /// host that is no longer permitted may have a new owner. It is checked once for each version
    /// of the offer.
    public static final class OwnDestination {

        private final Destination destination;

        private @Nullable Check last;

        private record Check(Offer offer, boolean admitted) {}

        private OwnDestination(Destination destination) {
            this.destination = destination;
        }

        static @Nullable OwnDestination of(@Nullable String address) {
            return address == null ? null : new OwnDestination(Destination.of(address));
        }

        /// An unchanged offer is the same object.
        @SuppressWarnings("ReferenceEquality")
        private boolean isAdmittedBy(Offer offer) {
            Check check = last;
            if (check == null || check.offer != offer) {
                check = new Check(offer, admits(offer));
                last = check;
            }
            return check.admitted;
        }

        private boolean admits(Offer offer) {
            return DeepLink.isAdmitted(
                    destination.text(), offer.destination().text(), offer.hosts());
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof OwnDestination own && destination.equals(own.destination);
        }

        @Override
        public int hashCode() {
            return destination.hashCode();
        }
    }
}
