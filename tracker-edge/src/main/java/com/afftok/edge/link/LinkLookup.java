package com.afftok.edge.link;

/// What the edge knows of a link id or an alias.
public sealed interface LinkLookup {

    record Found(Link link) implements LinkLookup {}

    /// Neither Redis nor PostgreSQL has it.
    record Unknown() implements LinkLookup {}

    /// It isn't in memory, and neither Redis nor PostgreSQL could be asked.
    record Unreachable() implements LinkLookup {}

    LinkLookup UNKNOWN = new Unknown();
    LinkLookup UNREACHABLE = new Unreachable();
}
