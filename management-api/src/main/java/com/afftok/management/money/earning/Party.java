package com.afftok.management.money.earning;

import com.afftok.management.access.Caller;
import org.jspecify.annotations.Nullable;

/// The account whose commissions the caller sees: those that a promoter earns, or that an
/// advertiser owes; both null for all.
record Party(@Nullable Long promoter, @Nullable Long advertiser) {

    static Party of(Caller caller) {
        return switch (caller) {
            case Caller.Promoter promoter -> new Party(promoter.account().value(), null);
            case Caller.Advertiser advertiser -> new Party(null, advertiser.account().value());
            case Caller.Admin _ -> new Party(null, null);
        };
    }
}
