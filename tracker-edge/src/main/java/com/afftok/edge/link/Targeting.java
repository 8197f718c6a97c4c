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

    /// Whether a click is refused because its country isn't known, which an empty one says.
    public boolean lacks(String country) {
        return strict && country.isEmpty();
    }

    /// Whether the offer takes clicks from a country; an empty one may be any.
    public boolean admits(String country) {
        if (country.isEmpty()) {
            return true;
        }
        return !blocked.contains(country) && (targets.isEmpty() || targets.contains(country));
    }
}
