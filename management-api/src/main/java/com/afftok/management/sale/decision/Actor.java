package com.afftok.management.sale.decision;

import com.afftok.management.access.Caller;
import com.afftok.shared.id.AccountId;
import org.jspecify.annotations.Nullable;

/// A person as the history of conversions names one.
///
/// @param name such as `user:17`
public record Actor(String name) {

    public static Actor of(Caller caller) {
        return switch (caller) {
            case Caller.User user -> user(user.user().value());
            case Caller.Admin admin -> administrator(admin.id().value());
        };
    }

    public static Actor user(long id) {
        return new Actor("user:" + id);
    }

    public static Actor administrator(long id) {
        return new Actor("administrator:" + id);
    }

    /// The advertiser about whose conversions the caller decides; null for all.
    public static @Nullable AccountId advertiser(Caller caller) {
        return switch (caller) {
            case Caller.User user -> user.account();
            case Caller.Admin _ -> null;
        };
    }
}
