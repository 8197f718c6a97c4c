package com.afftok.management.webhook;

import com.afftok.management.answer.Checks;
import com.afftok.management.answer.Failure;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What users send to have webhooks and to change them.
final class WebhookRequests {

    static final String SIGNED = "webhook";

    /// What a webhook may ask for; a test goes to one that is tried out, whatever it asks for.
    private static final Set<String> EVENTS =
            Set.of(
                    "click",
                    "conversion.created",
                    "conversion.approved",
                    "conversion.rejected",
                    "conversion.refunded",
                    "conversion.reversed");

    private static final Pattern KINDS = Pattern.compile("webhook|postback");
    private static final Pattern STATUSES = Pattern.compile("active|paused");

    private WebhookRequests() {}

    /// A webhook, unless the kind says a postback template.
    @Serdeable
    record New(
            @Nullable String kind,
            @Nullable String url,
            @Nullable List<@Nullable String> events,
            @Nullable Long offerId) {

        New {
            kind = kind == null ? SIGNED : kind;
        }

        List<Failure.Detail> problems() {
            Checks checks =
                    new Checks().matches("kind", kind, KINDS, "must be webhook or postback");
            WebhookUrl.check(checks, url).present("events", events);
            return checkEvents(checks, events)
                    .that(offerId == null || offerId > 0, "offer_id", "must be an offer")
                    .problems();
        }
    }

    /// What is given is changed.
    ///
    /// @param version of the webhook as its owner has seen it
    @Serdeable
    record Change(
            @Nullable Integer version,
            @Nullable String url,
            @Nullable List<@Nullable String> events,
            @Nullable String status) {

        List<Failure.Detail> problems() {
            Checks checks = new Checks().present("version", version);
            if (url != null) {
                WebhookUrl.check(checks, url);
            }
            if (status != null) {
                checks.matches("status", status, STATUSES, "must be active or paused");
            }
            return checkEvents(checks, events).problems();
        }
    }

    /// As the database writes a list; known ones only.
    static String list(List<@Nullable String> events) {
        return events.stream()
                .distinct()
                .map(String::valueOf)
                .toList()
                .toString()
                .replace('[', '{')
                .replace(']', '}');
    }

    private static Checks checkEvents(Checks checks, @Nullable List<@Nullable String> events) {
        return events == null
                ? checks
                : checks.that(!events.isEmpty(), "events", "must have at least one")
                        .that(
                                events.size() <= EVENTS.size()
                                        && events.stream()
                                                .allMatch(e -> e != null && EVENTS.contains(e)),
                                "events",
                                "must be a list of click, conversion.created,"
                                        + " conversion.approved, conversion.rejected,"
                                        + " conversion.refunded, conversion.reversed");
    }
}
