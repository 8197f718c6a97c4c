package com.afftok.edge.link;

import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;
import org.jspecify.annotations.Nullable;

/// What management says was changed: `link 42`, or `offer 7` for all its links.
sealed interface LinkChange {

    record OfLink(LinkId id) implements LinkChange {}

    record OfOffer(OfferId offer) implements LinkChange {}

    /// Null where the message isn't one that this edge understands.
    static @Nullable LinkChange parse(String message) {
        String[] words = message.split(" ", 3);
        if (words.length != 2) {
            return null;
        }
        try {
            long id = Long.parseLong(words[1]);
            return switch (words[0]) {
                case "link" -> new OfLink(new LinkId(id));
                case "offer" -> new OfOffer(new OfferId(id));
                default -> null;
            };
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
