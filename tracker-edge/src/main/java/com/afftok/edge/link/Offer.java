package com.afftok.edge.link;

import com.afftok.shared.id.OfferId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The data of an offer that all its links share.
///
/// @param hosts permitted for a link's own destination, in addition to the host of the offer's
/// @param passThrough whether the tags of the request are added to the destination
/// @param payout the amount as text, for the macro of that name
/// @param linkLifetimeMillis the lifetime of a link without an expiry of its own
public record Offer(
        OfferId id,
        boolean active,
        Destination destination,
        Set<String> hosts,
        Targeting targeting,
        boolean passThrough,
        String payout,
        String currency,
        long linkLifetimeMillis) {

    public Offer {
        hosts = Set.copyOf(hosts);
    }

    JsonObject json() {
        return new JsonObject()
                .put("id", id.value())
                .put("active", active)
                .put("destination", destination.text())
                .put("hosts", new JsonArray(List.copyOf(hosts)))
                .put("targets", new JsonArray(List.copyOf(targeting.targets)))
                .put("blocked", new JsonArray(List.copyOf(targeting.blocked)))
                .put("strict", targeting.strict)
                .put("passThrough", passThrough)
                .put("payout", payout)
                .put("currency", currency)
                .put("lifetime", linkLifetimeMillis);
    }

    static Offer from(JsonObject json) {
        return new Offer(
                new OfferId(json.getLong("id")),
                json.getBoolean("active"),
                Destination.of(json.getString("destination")),
                texts(json.getJsonArray("hosts")),
                new Targeting(
                        texts(json.getJsonArray("targets")),
                        texts(json.getJsonArray("blocked")),
                        json.getBoolean("strict")),
                json.getBoolean("passThrough"),
                json.getString("payout"),
                json.getString("currency"),
                json.getLong("lifetime"));
    }

    private static Set<String> texts(JsonArray all) {
        return all.stream().map(Object::toString).collect(Collectors.toUnmodifiableSet());
    }

    /// The countries of an offer. Blocked ones are refused first. If there are targets, all other
    /// countries are refused. A click from an unknown country passes unless the offer is strict.
    public record Targeting(Set<String> targets, Set<String> blocked, boolean strict) {

        public static final Targeting EVERYWHERE = new Targeting(Set.of(), Set.of(), false);

        public Targeting {
            targets = Set.copyOf(targets);
            blocked = Set.copyOf(blocked);
        }

        /// Whether a click is refused because its country, an empty one, is unknown.
        public boolean lacks(String country) {
            return strict && country.isEmpty();
        }

        /// Whether the offer accepts clicks from a country. An empty one is unknown and accepted.
        public boolean admits(String country) {
            if (country.isEmpty()) {
                return true;
            }
            return !blocked.contains(country) && (targets.isEmpty() || targets.contains(country));
        }
    }
}
