package com.afftok.management.money.margin;

import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Period;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.money.Currency;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The period of the report, and its rows.
///
/// @param group what each row is of: a month by default
@Introspected
record MarginSearch(
        @QueryValue @Nullable Instant from,
        @QueryValue @Nullable Instant to,
        @QueryValue @Nullable String group,
        @QueryValue @Nullable String currency) {

    private static final Set<String> GROUPS = Set.of("month", "advertiser", "offer");

    MarginSearch {
        Fields fields = new Fields();
        Period.check(fields, from, to);
        fields.oneOfOrNull("group", group, GROUPS);
        fields.check(
                currency == null || Currency.find(currency).isPresent(),
                "currency",
                Problem.NOT_A_CURRENCY);
        fields.end();
    }
}
