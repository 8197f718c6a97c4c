package com.afftok.edge.link;

/// What the edge knows of a link id or an alias.
public sealed interface LinkLookup {

    /// The link with what it depends on.
    ///
    /// @param parties whether neither the promoter nor the advertiser is banned or gone
    record Found(Link link, Offer offer, boolean parties) implements LinkLookup {

        public boolean serves(long nowMillis) {
            return parties && link.active() && offer.active() && !link.isOver(offer, nowMillis);
        }
    }

    /// Neither Redis nor PostgreSQL has it.
    record Unknown() implements LinkLookup {}

    /// It isn't in memory, and neither Redis nor PostgreSQL could be asked.
    record Unreachable() implements LinkLookup {}

    LinkLookup UNKNOWN = new Unknown();
    LinkLookup UNREACHABLE = new Unreachable();
}
