package com.afftok.shared.link;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;

/// The Redis keys under which edges share links, aliases, offers and accounts. Management deletes
/// the entry of what it changes.
public final class SharedLinks {

    private SharedLinks() {}

    public static String linkKey(LinkId link) {
        return "link:" + link.value();
    }

    public static String offerKey(OfferId offer) {
        return "offer:" + offer.value();
    }

    public static String accountKey(AccountId account) {
        return "account:" + account.value();
    }

    public static String aliasKey(String alias) {
        return "alias:" + alias;
    }

    /// The key of what was changed.
    public static String key(LinkChange change) {
        return switch (change) {
            case LinkChange.OfLink(LinkId id) -> linkKey(id);
            case LinkChange.OfOffer(OfferId id) -> offerKey(id);
            case LinkChange.OfAccount(AccountId id) -> accountKey(id);
            case LinkChange.OfAlias(String alias) -> aliasKey(alias);
        };
    }
}
