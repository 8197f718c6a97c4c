package com.afftok.management.sale.conversion;

import com.afftok.management.access.Caller;
import org.jspecify.annotations.Nullable;

/// The account whose conversions the caller sees; both null for all conversions.
record Party(@Nullable Long promoter, @Nullable Long advertiser) {

    static Party of(Caller caller) {
        return switch (caller) {
            case Caller.Promoter promoter -> new Party(promoter.account().value(), null);
            case Caller.Advertiser advertiser -> new Party(null, advertiser.account().value());
            case Caller.Admin _ -> new Party(null, null);
        };
    }

    boolean isEverybody() {
        return promoter == null && advertiser == null;
    }

    boolean isPromoter() {
        return promoter != null;
    }
}
