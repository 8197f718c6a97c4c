package com.afftok.shared.fraud;

import java.util.List;

/// What is decided about agents beyond the crawler list that comes with the product.
///
/// @param bots further programs
/// @param previews fetchers of link previews; they win over every bot pattern
/// @param ignored patterns of the crawler list that also match people, or that the lists here
///   replace; word for word as they stand there
/// @param headless texts that name software which drives browsers
public record AgentRules(
        List<NamedPattern> bots,
        List<NamedPattern> previews,
        List<String> ignored,
        List<String> headless) {

    public static final AgentRules NONE =
            new AgentRules(List.of(), List.of(), List.of(), List.of());

    public AgentRules {
        bots = List.copyOf(bots);
        previews = List.copyOf(previews);
        ignored = List.copyOf(ignored);
        headless = List.copyOf(headless);
    }

    /// A regular expression and the name of those whom it finds. One that is wrong, or demands no
    /// three characters in a row by which it could be looked up, is refused.
    public record NamedPattern(String name, String pattern) {
        public NamedPattern {
            AgentPattern.of(AgentPattern.Kind.BOT, name, pattern);
        }
    }
}
