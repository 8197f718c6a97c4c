package com.afftok.shared.link;

import com.afftok.shared.id.LinkId;

/// The Redis keys under which edges share links and aliases. Management deletes the entry of what
/// it changes.
public final class SharedLinks {

    private SharedLinks() {}

    public static String key(LinkId link) {
        return "link:" + link.value();
    }

    public static String aliasKey(String alias) {
        return "alias:" + alias;
    }
}
