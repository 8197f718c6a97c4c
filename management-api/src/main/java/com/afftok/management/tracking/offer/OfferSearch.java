package com.afftok.management.tracking.offer;

import com.afftok.management.platform.page.Paging;
import com.afftok.management.platform.request.Fields;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import java.util.Arrays;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Filters and order of a list of offers.
@Introspected
record OfferSearch(
        @QueryValue @Nullable Integer page,
        @QueryValue @Nullable Integer limit,
        @QueryValue @Nullable String status,
        @QueryValue @Nullable String category,
        @QueryValue @Nullable String country,
        @QueryValue("network_id") @Nullable Long networkId,
        @QueryValue @Nullable String search,
        @QueryValue @Nullable String proposed,
        @QueryValue @Nullable String sort,
        @QueryValue @Nullable String order) {

    private static final Set<String> STATUSES = Set.of("pending", "active", "paused", "archived");
    private static final Set<String> SORTS = Set.of("created_at", "payout", "epc");
    private static final Pattern NO_WORD = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final int MOST_WORDS = 10;

    OfferSearch {
        Fields fields = new Fields();
        Paging.check(fields, page, limit);
        fields.oneOfOrNull("status", status, STATUSES);
        fields.textOrNull("category", category, 1, 60);
        fields.countryOrNull("country", country);
        fields.idOrNull("network_id", networkId);
        fields.textOrNull("search", search, 1, 200);
        fields.flagOrNull("proposed", proposed);
        fields.oneOfOrNull("sort", sort, SORTS);
        fields.oneOfOrNull("order", order, Set.of("asc", "desc"));
        fields.end();
    }

    Paging paging() {
        return Paging.of(page, limit);
    }

    /// The text search query: all words must match, each as a prefix. Null without a search; a
    /// search without words finds nothing.
    @Nullable String words() {
        if (search == null) {
            return null;
        }
        return Arrays.stream(NO_WORD.split(search))
                .filter(word -> !word.isEmpty())
                .limit(MOST_WORDS)
                .map(word -> word + ":*")
                .collect(Collectors.joining(" & "));
    }

    boolean isForProposed() {
        return "true".equals(proposed);
    }

    String sorting() {
        return sort == null ? "created_at" : sort;
    }

    boolean descending() {
        return !"asc".equals(order);
    }
}
