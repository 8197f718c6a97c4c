package com.afftok.management.trust.audit;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.id.AdminId;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Filters of a list of entries.
@Introspected
record AuditSearch(
        @QueryValue @Nullable AdminId actor,
        @QueryValue @Nullable String action,
        @QueryValue("object_type") @Nullable String objectType,
        @QueryValue("object_id") @Nullable String objectId,
        @QueryValue @Nullable Instant from,
        @QueryValue @Nullable Instant to,
        @QueryValue @Nullable String search,
        @QueryValue @Nullable String cursor,
        @QueryValue @Nullable Integer limit) {

    private static final Pattern NAME = Pattern.compile("[a-z0-9_.-]{1,80}");

    AuditSearch {
        Fields fields = new Fields();
        name(fields, "action", action);
        name(fields, "object_type", objectType);
        fields.textOrNull("object_id", objectId, 1, 200);
        fields.check(
                objectId == null || objectType != null,
                "object_type",
                Problem.NEEDS_OTHER,
                "object_id");
        fields.timeOrNull("from", from);
        fields.timeOrNull("to", to);
        fields.textOrNull("search", search, 2, 100);
        Keyset.check(fields, cursor, Cursor::id, limit);
        fields.end();
    }

    private static void name(Fields fields, String field, @Nullable String value) {
        fields.matchingOrNull(field, value, NAME, Problem.WRONG_FORM, 1, 80, "a-z 0-9 _ . -");
    }
}
