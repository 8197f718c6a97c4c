package com.afftok.management.sale.webhook;

import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.webhook.EventType;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Requests for webhooks and for their changes.
final class WebhookRequests {

    static final String SIGNED = "webhook";

    /// The events that a webhook may subscribe to. A test needs no subscription.
    private static final Set<String> EVENTS =
            Arrays.stream(EventType.values())
                    .map(EventType::label)
                    .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> KINDS = Set.of(SIGNED, "postback");
    private static final Set<String> STATUSES = Set.of("active", "paused");

    private WebhookRequests() {}

    /// A new webhook or, by its kind, postback template.
    @Serdeable
    record New(String kind, String url, List<String> events, @Nullable Long offerId) {

        New {
            Fields fields = new Fields();
            kind = fields.oneOf("kind", Objects.requireNonNullElse(kind, SIGNED), KINDS);
            url = fields.present(WebhookUrl.FIELD, WebhookUrl.parseOrNull(fields, url));
            events = fields.present("events", eventsOrNull(fields, events));
            offerId = fields.idOrNull("offer_id", offerId);
            fields.end();
        }
    }

    /// Changes of a webhook; absent members remain unchanged.
    ///
    /// @param version of the webhook that is changed
    @Serdeable
    record Change(
            Integer version,
            @Nullable String url,
            @Nullable List<String> events,
            @Nullable String status) {

        Change {
            Fields fields = new Fields();
            version = fields.present("version", version);
            url = WebhookUrl.parseOrNull(fields, url);
            events = eventsOrNull(fields, events);
            status = fields.oneOfOrNull("status", status, STATUSES);
            fields.end();
        }
    }

    /// An array in the notation of PostgreSQL. The events are known words, which need no quotes.
    static String list(List<String> events) {
        return "{" + String.join(",", events) + "}";
    }

    private static @Nullable List<String> eventsOrNull(
            Fields fields, @Nullable List<? extends @Nullable String> events) {
        if (events == null) {
            return null;
        }
        fields.check(!events.isEmpty(), "events", Problem.EMPTY)
                .check(
                        events.size() <= EVENTS.size()
                                && events.stream().allMatch(e -> e != null && EVENTS.contains(e)),
                        "events",
                        Problem.NOT_SOME_OF,
                        EVENTS.stream().sorted().toList());
        return Fields.distinct(events);
    }
}
