package com.afftok.management.sale.conversion;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.InvalidRequest;
import com.afftok.management.platform.request.Period;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.platform.request.Tags;
import com.afftok.shared.id.ClickId;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Filters of a list of conversions; null filters are ignored.
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

    ConversionSearch {
        Fields fields = new Fields();
        Period.check(fields, from, to);
        Keyset.check(fields, cursor, Last::of, limit);
        fields.oneOfOrNull("status", status, STATUSES);
        fields.flagOrNull("needs_review", needsReview);
        fields.idOrNull("offer_id", offerId);
        fields.idOrNull("link_id", linkId);
        fields.idOrNull("promoter_id", promoterId);
        fields.textOrNull("transaction_id", transactionId, 1, LONGEST_TRANSACTION);
        Tags.ofFilter(sub1, sub2, sub3, sub4, sub5, null).check(fields, 1);
        fields.end();
    }

    Tags tags() {
        return Tags.ofFilter(sub1, sub2, sub3, sub4, sub5, null);
    }

    /// The last conversion of the previous page.
    record Last(Instant at, long id) {

        static @Nullable Last of(@Nullable String cursor) {
            return Cursor.read(cursor, key -> new Last(key.time(0), key.number(1)));
        }
    }

    /// The click to which the conversions are restricted; null for no restriction.
    ///
    /// @throws InvalidRequest if the id is not that of a click
    @Nullable ClickId click(ClickNames names) {
        ClickId click = clickId == null ? null : names.find(clickId).orElse(null);
        Fields fields = new Fields();
        fields.check(clickId == null || click != null, "click_id", Problem.NOT_A_CLICK);
        fields.end();
        return click;
    }

    @Nullable Boolean isHeld() {
        return needsReview == null ? null : Boolean.valueOf(needsReview);
    }
}
