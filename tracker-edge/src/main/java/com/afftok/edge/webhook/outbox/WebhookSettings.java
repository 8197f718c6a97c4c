package com.afftok.edge.webhook.outbox;

import com.afftok.shared.config.Environment;
import com.afftok.shared.webhook.AllowedReceivers;
import java.time.Duration;

/// The bounds of outgoing webhooks and postback templates.
///
/// @param allowed the permitted addresses of receivers
/// @param timeout the limit of an attempt, from the look-up of the name to the end of the answer
/// @param inFlight the maximum number of concurrent attempts of this edge
/// @param inFlightOfOne the maximum number of concurrent attempts at one webhook; twice as many at
///   all webhooks of an account
/// @param clicksWaiting the number of waiting deliveries from which on a webhook gets no clicks
/// @param kept the retention of deliveries and attempts, except those of clicks
public record WebhookSettings(
        AllowedReceivers allowed,
        Duration timeout,
        int inFlight,
        int inFlightOfOne,
        int clicksWaiting,
        Duration kept) {

    public static WebhookSettings read(Environment environment) {
        return new WebhookSettings(
                AllowedReceivers.read(environment, "WEBHOOK_ALLOWED_NETWORKS"),
                environment.duration(
                        "WEBHOOK_TIMEOUT",
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(1),
                        Duration.ofMinutes(2)),
                environment.integer("WEBHOOK_IN_FLIGHT", 256, 1, 10_000),
                environment.integer("WEBHOOK_IN_FLIGHT_OF_ONE", 16, 1, 1000),
                environment.integer("WEBHOOK_CLICKS_WAITING", 100_000, 1, 10_000_000),
                environment.duration(
                        "WEBHOOK_KEPT",
                        Duration.ofDays(30),
                        Duration.ofDays(2),
                        Duration.ofDays(3650)));
    }

    int inFlightOfAccount() {
        return 2 * inFlightOfOne;
    }
}
