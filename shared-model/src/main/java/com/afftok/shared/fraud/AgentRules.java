package com.afftok.shared.fraud;

import java.util.List;

/// Rules on agents in addition to the bundled crawler list.
///
/// @param bots further programs
/// @param previews fetchers of link previews; they take precedence over bot patterns
/// @param ignored patterns of the crawler list, copied literally, that also match people or are
///   replaced by these lists
/// @param headless texts of software that controls browsers
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

    /// A regular expression and the name of the programs it finds. It is refused if it is invalid,
    /// or requires no three consecutive characters for a look-up.
    public record NamedPattern(String name, String pattern) {
        public NamedPattern {
            AgentPattern.of(AgentPattern.Kind.BOT, name, pattern);
        }
    }
}
