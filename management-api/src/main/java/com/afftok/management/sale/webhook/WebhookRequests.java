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

/// What users send to have webhooks and to change them.
final class WebhookRequests {

    static final String SIGNED = "webhook";

    /// What a webhook may ask for; a test goes to one that is tried out, whatever it asks for.
    private static final Set<String> EVENTS =
            Arrays.stream(EventType.values())
                    .map(EventType::label)
                    .collect(Collectors.toUnmodifiableSet());

    private static final Set<String> KINDS = Set.of(SIGNED, "postback");
    private static final Set<String> STATUSES = Set.of("active", "paused");

    private WebhookRequests() {}

    /// A webhook, unless the kind says a postback template.
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

    /// What is given is changed.
    ///
    /// @param version of the webhook as its owner has seen it
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

    /// As the database writes a list; known ones only.
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
