package com.afftok.edge.webhook.outbox;

import com.afftok.edge.webhook.delivery.AttemptDelivery;
import com.afftok.edge.webhook.delivery.FindAddress;
import com.afftok.edge.webhook.delivery.FindAddress.LookUpNames;
import com.afftok.edge.webhook.delivery.Pace;
import com.afftok.edge.webhook.delivery.SendMessage;
import com.afftok.edge.webhook.delivery.SignMessage;
import com.afftok.edge.webhook.delivery.WriteMessage;
import com.afftok.shared.secret.SealSecrets;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Pool;
import java.net.InetAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Composes outgoing webhooks.
public final class Webhooks {

    private final Pool pool;
    private final WebhookSettings settings;
    private final SealSecrets secrets;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final WebhookMetrics metrics;

    public Webhooks(
            Pool pool,
            WebhookSettings settings,
            SealSecrets secrets,
            InstantSource clock,
            RandomGenerator random,
            MeterRegistry registry) {
        this.pool = pool;
        this.settings = settings;
        this.secrets = secrets;
        this.clock = clock;
        this.random = random;
        this.metrics = new WebhookMetrics(registry);
    }

    /// The parts that send and clean up, for virtual threads.
    ///
    /// @param drain the limit of a shutdown
    /// @param tidied the interval of the clean-up and the measurement of the backlog
    public List<Deployable> parts(Vertx vertx, Duration drain, Duration tidied) {
        return List.of(
                new WebhookRetention(pool, settings, metrics, tidied),
                sender(vertx, drain, Pace.USUAL, new LookUpNames(vertx)::addresses));
    }

    WebhookSender sender(
            Vertx vertx,
            Duration drain,
            Pace pace,
            Function<String, Future<List<InetAddress>>> names) {
        AttemptDelivery attemptDelivery =
                new AttemptDelivery(
                        new WriteMessage(new SignMessage(secrets)),
                        new FindAddress(names, settings.allowed()),
                        new SendMessage(vertx, settings.inFlight()),
                        settings.timeout(),
                        pace,
                        clock,
                        random);
        return new WebhookSender(pool, settings, pace, drain, attemptDelivery, metrics);
    }
}
