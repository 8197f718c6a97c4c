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

/// One promoter's link to one offer: what is the link's own. There may be a million in memory, so
/// what many have in common is in [Offer].
///
/// @param active what the link itself says, whatever its offer does
/// @param expiresAtMillis the instant from which the link leads nowhere; 0 where the lifetime that
///   its offer gives to links says it
/// @param tags what the link says of its clicks where the request says nothing
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

    /// Where the shopper goes: to the link's own destination if the offer admits it, else to the
    /// offer's.
    public Destination destination(Offer offer) {
        return deepLink != null && deepLink.isAdmittedBy(offer)
                ? deepLink.destination
                : offer.destination();
    }

    /// Whether it has come to its end.
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

    /// A destination that a link has in place of its offer's, for as long as the offer admits it:
    /// hosts that it allowed once may be somebody else's by now. Checked once for each state of the
    /// offer.
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

        /// An offer that hasn't changed is the same object.
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
