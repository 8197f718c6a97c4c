package com.afftok.shared.link;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;
import org.jspecify.annotations.Nullable;

/// A message on the Redis channel [#CHANNEL]: what management has changed and edges read again.
///
/// `link 42`; `offer 7` for all its links; `account 9` for all links of a promoter or to the offers
/// of an advertiser, and the secrets that the advertiser signs with; `alias summer-sale` for an
/// alias that a link got or gave up.
public sealed interface LinkChange {

    String CHANNEL = "links:changed";

    record OfLink(LinkId id) implements LinkChange {}

    record OfOffer(OfferId offer) implements LinkChange {}

    record OfAccount(AccountId account) implements LinkChange {}

    record OfAlias(String alias) implements LinkChange {}

    default String encode() {
        return switch (this) {
            case OfLink(LinkId id) -> "link " + id.value();
            case OfOffer(OfferId offer) -> "offer " + offer.value();
            case OfAccount(AccountId account) -> "account " + account.value();
            case OfAlias(String alias) -> "alias " + alias;
        };
    }

    /// The change that was encoded; null for any other message, as of a newer version.
    static @Nullable LinkChange parse(String message) {
        String[] words = message.split(" ", 3);
        if (words.length != 2) {
            return null;
        }
        try {
            return switch (words[0]) {
                case "link" -> new OfLink(new LinkId(Long.parseLong(words[1])));
                case "offer" -> new OfOffer(new OfferId(Long.parseLong(words[1])));
                case "account" -> new OfAccount(new AccountId(Long.parseLong(words[1])));
                case "alias" -> new OfAlias(words[1]);
                default -> null;
            };
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
