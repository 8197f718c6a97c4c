package com.afftok.edge.link;

import java.util.Set;

/// Which countries an offer wants. Blocked ones are refused first; then, where there are targets,
/// all others. A click whose country isn't known passes unless the offer is strict.
public record Targeting(Set<String> targets, Set<String> blocked, boolean strict) {

    public static final Targeting EVERYWHERE = new Targeting(Set.of(), Set.of(), false);

    public Targeting {
        targets = Set.copyOf(targets);
        blocked = Set.copyOf(blocked);
    }

    /// Whether the offer takes clicks from there; an empty country is one that isn't known.
    public boolean admits(String country) {
        if (country.isEmpty()) {
            return !strict;
        }
        return !blocked.contains(country) && (targets.isEmpty() || targets.contains(country));
    }
}
