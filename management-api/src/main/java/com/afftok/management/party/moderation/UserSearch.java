package com.afftok.management.party.moderation;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.request.Fields;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Filters of a list of users.
///
/// @param search the prefix of an email or username
@Introspected
record UserSearch(
        @QueryValue @Nullable String search,
        @QueryValue @Nullable String role,
        @QueryValue @Nullable String status,
        @QueryValue @Nullable String cursor,
        @QueryValue @Nullable Integer limit) {

    private static final Set<String> STATUSES = Set.of("active", "banned", "closed");
    private static final int LONGEST_EMAIL = 254;

    UserSearch {
        Fields fields = new Fields();
        fields.textOrNull("search", search, 1, LONGEST_EMAIL);
        fields.oneOfOrNull("role", role, UserRequests.ROLES);
        fields.oneOfOrNull("status", status, STATUSES);
        Keyset.check(fields, cursor, Cursor::id, limit);
        fields.end();
    }
}
