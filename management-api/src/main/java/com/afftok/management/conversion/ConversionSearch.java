package com.afftok.management.conversion;

import com.afftok.management.answer.Checks;
import com.afftok.management.answer.Paging;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which conversions somebody looks for; what is absent makes no difference.
@Introspected
record ConversionSearch(
        @QueryValue @Nullable Instant from,
        @QueryValue @Nullable Instant to,
        @QueryValue @Nullable String cursor,
        @QueryValue @Nullable Integer limit,
        @QueryValue @Nullable String status,
        @QueryValue("needs_review") @Nullable String needsReview,
        @QueryValue("offer_id") @Nullable Long offerId,
        @QueryValue("link_id") @Nullable Long linkId,
        @QueryValue("promoter_id") @Nullable Long promoterId,
        @QueryValue("transaction_id") @Nullable String transactionId,
        @QueryValue("click_id") @Nullable String clickId,
        @QueryValue @Nullable String sub1,
        @QueryValue @Nullable String sub2,
        @QueryValue @Nullable String sub3,
        @QueryValue @Nullable String sub4,
        @QueryValue @Nullable String sub5) {

    private static final Set<String> STATUSES =
            Set.of("pending", "approved", "rejected", "reversed");
    private static final int LONGEST_TRANSACTION = 200;
    private static final int LONGEST_TAG = 100;

    /// Notes what is wrong with it, but for the period, the cursor and the click, and reads how
    /// many are wanted.
    int check(Checks checks) {
        checks.oneOf("status", status, STATUSES)
                .oneOf("needs_review", needsReview, Set.of("true", "false"));
        checks.id("offer_id", offerId).id("link_id", linkId).id("promoter_id", promoterId);
        text(checks, "transaction_id", transactionId, LONGEST_TRANSACTION);
        text(checks, "sub1", sub1, LONGEST_TAG);
        text(checks, "sub2", sub2, LONGEST_TAG);
        text(checks, "sub3", sub3, LONGEST_TAG);
        text(checks, "sub4", sub4, LONGEST_TAG);
        text(checks, "sub5", sub5, LONGEST_TAG);
        return Paging.limit(limit, checks);
    }

    private static void text(Checks checks, String name, @Nullable String value, int most) {
        if (value != null) {
            checks.text(name, value, 1, most);
        }
    }

    @Nullable Boolean isHeld() {
        return needsReview == null ? null : needsReview.equals("true");
    }
}
