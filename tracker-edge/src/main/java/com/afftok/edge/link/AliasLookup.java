package com.afftok.edge.link;

import com.afftok.shared.id.LinkId;

/// What the edge knows of an alias.
sealed interface AliasLookup {

    record Leads(LinkId link) implements AliasLookup {}

    /// No link has it.
    record Nowhere() implements AliasLookup {}

    /// It isn't in memory, and neither Redis nor PostgreSQL could be asked.
    record Unreachable() implements AliasLookup {}

    AliasLookup NOWHERE = new Nowhere();
    AliasLookup UNREACHABLE = new Unreachable();
}
