package com.afftok.edge.link;

/// The result of the look-up of a link id or an alias.
public sealed interface LinkLookup {

    /// The link with its offer.
    ///
    /// @param parties whether promoter and advertiser are active
    record Found(Link link, Offer offer, boolean parties) implements LinkLookup {

        public boolean serves(long nowMillis) {
            return parties && link.active() && offer.active() && !link.isOver(offer, nowMillis);
        }
    }

    /// Neither Redis nor PostgreSQL has it.
    record Unknown() implements LinkLookup {}

    /// It isn't in memory, and Redis and PostgreSQL can't be asked.
    record Unreachable() implements LinkLookup {}

    LinkLookup UNKNOWN = new Unknown();
    LinkLookup UNREACHABLE = new Unreachable();
}
