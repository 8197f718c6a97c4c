package com.afftok.management.offer;

import com.afftok.management.answer.Checks;
import com.afftok.management.answer.ExactMembers;
import com.afftok.shared.money.Currency;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// An offer as somebody wants it; what may be absent and is gets its default. What else is shown of
/// an offer may be sent back, and changes nothing.
///
/// @param advertiserId whose it is to be; said by administrators alone, and only for a new one
/// @param version of the offer that is replaced; absent for a new one
@Serdeable
@ExactMembers(
        besides = {"id", "status", "created_at", "approved_at", "stats", "held_by", "proposal"})
record OfferRequest(
        @Nullable Long advertiserId,
        @Nullable Integer version,
        @Nullable Long networkId,
        @Nullable String title,
        @Nullable String titleAr,
        @Nullable String description,
        @Nullable String descriptionAr,
        @Nullable String category,
        @Nullable String destinationUrl,
        @Nullable List<@Nullable String> allowedHosts,
        @Nullable BigDecimal payout,
        @Nullable String payoutType,
        @Nullable BigDecimal payoutPercent,
        @Nullable String currency,
        @Nullable List<@Nullable String> goals,
        @Nullable List<@Nullable String> targetCountries,
        @Nullable List<@Nullable String> blockedCountries,
        @Nullable Boolean strictGeo,
        @Nullable Boolean passThrough,
        @Nullable String approval,
        @Nullable Integer linkLifetimeDays,
        @Nullable Integer attributionDays,
        @Nullable Integer holdingDays,
        @Nullable Integer minSecondsToConversion,
        @Nullable String logoUrl,
        @Nullable String terms,
        @Nullable String additionalNotes) {

    private static final BigDecimal MOST_PAYOUT = new BigDecimal(1_000_000_000);
    private static final int MOST_HOSTS = 50;
    private static final int MOST_GOALS = 20;
    private static final Pattern GOAL = Pattern.compile("[a-z0-9_-]{1,40}");
    private static final Set<String> PAYOUT_TYPES = Set.of("cpa", "cpl", "cps", "hybrid");
    private static final Set<String> APPROVALS = Set.of("auto", "manual");

    /// Notes everything that is wrong with it.
    void check(Checks checks) {
        checks.text("title", title, 1, 200)
                .that(title == null || !title.isBlank(), "title", "must not be blank");
        if (titleAr != null) {
            checks.text("title_ar", titleAr, 1, 200);
        }
        checks.lines("description", description, 5000)
                .lines("description_ar", descriptionAr, 5000)
                .lines("terms", terms, 5000)
                .lines("additional_notes", additionalNotes, 5000)
                .that(
                        destinationUrl != null && Destination.parse(destinationUrl) != null,
                        "destination_url",
                        Destination.EXPECTED)
                .that(
                        logoUrl == null || Destination.parse(logoUrl) != null,
                        "logo_url",
                        Destination.EXPECTED)
                .that(
                        areHosts(allowedHosts),
                        "allowed_hosts",
                        "must be at most 50 host names, without scheme, port or wildcard")
                .that(
                        matchesAll(goals, GOAL, MOST_GOALS),
                        "goals",
                        "must be at most 20 names of 1 to 40 of a-z, 0-9, _ and -")
                .oneOf("approval", approval, APPROVALS)
                .between("link_lifetime_days", linkLifetimeDays, 1, 3650)
                .between("attribution_days", attributionDays, 1, 30)
                .between("holding_days", holdingDays, 0, 365)
                .between("min_seconds_to_conversion", minSecondsToConversion, 0, 86_400);
        if (category != null) {
            checks.text("category", category, 1, 60)
                    .that(!category.isBlank(), "category", "must not be blank");
        }
        if (targetCountries != null) {
            checks.countries("target_countries", targetCountries);
        }
        if (blockedCountries != null) {
            checks.countries("blocked_countries", blockedCountries);
        }
        checkPayout(checks);
    }

    private void checkPayout(Checks checks) {
        Optional<Currency> known = Optional.ofNullable(currency).flatMap(Currency::find);
        checks.that(known.isPresent(), "currency", "must be a currency of three letters (ISO 4217)")
                .present("payout_type", payoutType)
                .oneOf("payout_type", payoutType, PAYOUT_TYPES)
                .percent("payout_percent", payoutPercent);
        known.ifPresent(code -> checks.amount("payout", payout, code));
        checks.that(
                payout == null || payout.compareTo(MOST_PAYOUT) <= 0,
                "payout",
                "must be at most " + MOST_PAYOUT.toPlainString());
        boolean fixed = payout != null && payout.signum() > 0;
        boolean share = payoutPercent != null && payoutPercent.signum() > 0;
        boolean wantsFixed = !"cps".equals(payoutType);
        boolean wantsShare = "cps".equals(payoutType) || "hybrid".equals(payoutType);
        checks.that(
                        fixed == wantsFixed,
                        "payout",
                        wantsFixed
                                ? "must be above zero for this payout_type"
                                : "must be absent or 0 for cps")
                .that(
                        share == wantsShare,
                        "payout_percent",
                        wantsShare
                                ? "must be above zero for this payout_type"
                                : "must be absent or 0 for cpa and cpl");
    }

    private static boolean areHosts(@Nullable List<@Nullable String> names) {
        return names == null
                || (names.size() <= MOST_HOSTS
                        && names.stream()
                                .allMatch(name -> name != null && Destination.host(name) != null));
    }

    private static boolean matchesAll(
            @Nullable List<@Nullable String> texts, Pattern form, int most) {
        return texts == null
                || (texts.size() <= most
                        && texts.stream()
                                .allMatch(text -> text != null && form.matcher(text).matches()));
    }

    /// What it says once nothing is wrong with it.
    OfferTerms wanted() {
        Destination destination =
                Objects.requireNonNull(Destination.parse(Objects.requireNonNull(destinationUrl)));
        return new OfferTerms(
                networkId,
                Objects.requireNonNull(title).strip(),
                titleAr,
                description,
                descriptionAr,
                category == null ? "other" : category.strip().toLowerCase(Locale.ROOT),
                destination.url(),
                hosts(),
                payout == null ? BigDecimal.ZERO : payout,
                Objects.requireNonNull(payoutType),
                payoutPercent == null ? BigDecimal.ZERO : payoutPercent,
                Objects.requireNonNull(currency),
                distinct(goals),
                distinct(targetCountries),
                distinct(blockedCountries),
                Boolean.TRUE.equals(strictGeo),
                Boolean.TRUE.equals(passThrough),
                approval == null ? "auto" : approval,
                linkLifetimeDays == null ? 90 : linkLifetimeDays,
                attributionDays == null ? 30 : attributionDays,
                holdingDays == null ? 14 : holdingDays,
                minSecondsToConversion == null ? 0 : minSecondsToConversion,
                logoUrl,
                orNull(terms),
                orNull(additionalNotes));
    }

    /// An empty text is none.
    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }

    private List<String> hosts() {
        return distinct(allowedHosts).stream()
                .map(name -> Objects.requireNonNull(Destination.host(name)))
                .distinct()
                .toList();
    }

    private static List<String> distinct(@Nullable List<@Nullable String> texts) {
        return texts == null
                ? List.of()
                : texts.stream().filter(Objects::nonNull).distinct().toList();
    }
}
