package com.afftok.management.platform.document.expand;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who may call an operation: `anyone`, `signed_in`, kinds of users, or permissions of
/// administrators.
record Callers(List<String> words) {

    private static final String ANYONE = "anyone";
    private static final Map<String, String> KINDS =
            Map.of(
                    ANYONE,
                    "anyone",
                    "signed_in",
                    "everyone who is signed in",
                    "user",
                    "promoters and advertisers",
                    "promoter",
                    "promoters",
                    "advertiser",
                    "advertisers",
                    "admin",
                    "administrators");

    /// @param said an operation or a part, whose `who` is a word or a list of words
    static Callers of(Mapping said) {
        Object node = said.get("who");
        Place place = said.at("who");
        if (node == null) {
            throw said.place().fault("has no who");
        }
        List<?> words = node instanceof String word ? List.of(word) : Mapping.list(node, place);
        if (words.isEmpty()) {
            throw place.fault("must name somebody");
        }
        return new Callers(words.stream().map(word -> Mapping.text(word, place)).toList());
    }

    /// Whether the operation reads a token if there is one.
    boolean mayBeKnown() {
        return !words.contains(ANYONE) || words.size() > 1;
    }

    /// Empty if the default of the document applies.
    Optional<List<Object>> security() {
        if (!words.contains(ANYONE)) {
            return Optional.empty();
        }
        return Optional.of(
                words.size() == 1 ? List.of() : List.of(Map.of(), Map.of("token", List.of())));
    }

    String sentence() {
        List<String> kinds = new ArrayList<>();
        List<String> permissions = new ArrayList<>();
        for (String word : words) {
            String kind = KINDS.get(word);
            if (kind != null) {
                kinds.add(kind);
            } else {
                permissions.add("`" + word + "`");
            }
        }
        if (!permissions.isEmpty()) {
            kinds.add("administrators with " + String.join(" or ", permissions));
        }
        return "Open to " + String.join(", and to ", kinds) + ".";
    }
}
