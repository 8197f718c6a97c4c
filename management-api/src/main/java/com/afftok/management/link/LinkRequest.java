package com.afftok.management.link;

import com.afftok.management.answer.Checks;
import com.afftok.management.offer.Destination;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A link as a promoter wants it, or what is to be changed of one; what is absent is as usual, or
/// stays. An empty text takes a text away, and `null` the end.
///
/// @param offerId of a new link
/// @param version of the link that is changed
/// @param status of the link that is changed
@Serdeable
record LinkRequest(
        @Nullable Long offerId,
        @Nullable Integer version,
        @Nullable String status,
        @Nullable String alias,
        @Nullable String deepLink,
        @Nullable String sub1,
        @Nullable String sub2,
        @Nullable String sub3,
        @Nullable String sub4,
        @Nullable String sub5,
        @Nullable String source,
        @Nullable String utmSource,
        @Nullable String utmMedium,
        @Nullable String utmCampaign,
        @Nullable String utmTerm,
        @Nullable String utmContent,
        @Nullable Expiry expiresAt) {

    private static final Duration LONGEST_LIFE = Duration.ofDays(3650);
    private static final int LONGEST_TAG = 100;
    private static final Pattern ALIAS = Pattern.compile("[a-z0-9-]{3,40}");
    private static final Pattern LIKE_A_CODE = Pattern.compile("[a-z0-9]{17}");

    /// Notes everything that is wrong with it, but where it may lead. An empty text is none.
    void check(Checks checks, Instant now) {
        if (alias != null && !alias.isEmpty()) {
            checks.that(
                    ALIAS.matcher(alias).matches() && !LIKE_A_CODE.matcher(alias).matches(),
                    "alias",
                    "must have 3 to 40 of a-z, 0-9 and -, and not be 17 letters and digits");
        }
        if (deepLink != null && !deepLink.isEmpty()) {
            checks.that(Destination.parse(deepLink) != null, "deep_link", Destination.EXPECTED);
        }
        tags().forEach((field, value) -> checks.text(field, value, 0, LONGEST_TAG));
        Instant end = expiresAt == null ? null : expiresAt.at();
        if (end != null) {
            checks.that(
                    end.isAfter(now) && end.isBefore(now.plus(LONGEST_LIFE)),
                    "expires_at",
                    "must be in the next 3650 days");
        }
    }

    void checkChange(Checks checks, Instant now) {
        check(checks, now);
        checks.present("version", version)
                .oneOf("status", status, Set.of("active", "paused", "archived"));
    }

    /// Notes if the deep link leads where the offer does not want links to lead.
    void checkHost(Checks checks, TermsRow terms) {
        Destination wanted = deepLink == null ? null : Destination.parse(deepLink);
        checks.that(
                wanted == null || terms.admits(wanted),
                "deep_link",
                "must lead to the host and port of the offer's destination, or to a host that the"
                        + " offer allows, and to https where the destination is https");
    }

    /// The columns that it speaks of; null takes a value away.
    Map<String, @Nullable String> columns() {
        Map<String, @Nullable String> columns = new TreeMap<>(tags());
        put(columns, "alias", alias);
        Destination destination = deepLink == null ? null : Destination.parse(deepLink);
        put(columns, "deep_link", destination == null ? deepLink : destination.url());
        if (expiresAt != null) {
            columns.put("expires_at", Objects.toString(expiresAt.at(), null));
        }
        put(columns, "status", status);
        return columns;
    }

    private Map<String, @Nullable String> tags() {
        Map<String, @Nullable String> tags = new TreeMap<>();
        put(tags, "sub1", sub1);
        put(tags, "sub2", sub2);
        put(tags, "sub3", sub3);
        put(tags, "sub4", sub4);
        put(tags, "sub5", sub5);
        put(tags, "source", source);
        put(tags, "utm_source", utmSource);
        put(tags, "utm_medium", utmMedium);
        put(tags, "utm_campaign", utmCampaign);
        put(tags, "utm_term", utmTerm);
        put(tags, "utm_content", utmContent);
        return tags;
    }

    private static void put(
            Map<String, @Nullable String> columns, String name, @Nullable String value) {
        if (value != null) {
            columns.put(name, value);
        }
    }
}
