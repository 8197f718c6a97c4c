package com.afftok.edge.webhook.outbox;

import com.afftok.edge.webhook.delivery.Pace;
import com.afftok.edge.webhook.delivery.SignMessage;
import com.afftok.local.LocalPostgres;
import com.afftok.shared.address.AddressSet;
import com.afftok.shared.secret.DataKeys;
import com.afftok.shared.secret.SealSecrets;
import com.afftok.shared.webhook.AllowedReceivers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// A real PostgreSQL with an advertiser (1), a promoter (2) and another one (3), and edges that
/// send from it.
public final class Sending implements AutoCloseable {

    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    /// As the usual one, with seconds for hours.
    static final Pace HURRY =
            new Pace(
                    Duration.ofMillis(20),
                    Duration.ofSeconds(30),
                    List.of(Duration.ofMillis(30), Duration.ofMillis(60)),
                    Duration.ofMillis(1),
                    Duration.ofMillis(5));

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final LocalPostgres postgres = LocalPostgres.migrated();
    private final Vertx vertx = Vertx.vertx();
    private final SealSecrets secrets =
            new SealSecrets(
                    DataKeys.parse("1:" + "0123456789abcdef".repeat(4)), new SecureRandom());
    private final List<Edge> edges = new ArrayList<>();
    private final Pool pool;

    /// What one edge does of it.
    public record Edge(Vertx vertx, Pool pool, String deployment, SimpleMeterRegistry registry) {

        /// Ends it as its process would be told to.
        void stop() {
            await(vertx.undeploy(deployment));
        }

        private void end() {
            await(vertx.undeploy(deployment).otherwiseEmpty());
            await(vertx.close());
        }

        /// From now on it can't say anything to PostgreSQL.
        void loseDatabase() {
            await(pool.close());
        }
    }

    Sending() {
        pool = connect(vertx, postgres.ownerUrl());
        execute(
                """
                insert into accounts (id, kind, country)
                values (1, 'advertiser', 'SA'),
                       (2, 'promoter', 'SA'),
                       (3, 'promoter', 'SA')
                """);
        execute(
                """
                insert into offers (id, advertiser_id, title, destination_url, payout, currency, status)
                select n, 1, 'Offer ' || n, 'https://shop.example.com/', 5, 'USD', 'active'
                  from generate_series(1, 2) as n
                """);
    }

    /// No edge, no webhook, no event.
    public void begin() {
        edges.forEach(Edge::end);
        edges.clear();
        execute("truncate webhook_attempts, webhooks, outbox cascade");
    }

    public Vertx vertx() {
        return vertx;
    }

    public Pool pool() {
        return pool;
    }

    public Edge edge() {
        return edge(HURRY, TIMEOUT, "127.0.0.0/8", names("127.0.0.1"));
    }

    public Edge edge(
            Pace pace,
            Duration timeout,
            String allowed,
            Function<String, Future<List<InetAddress>>> names) {
        WebhookSettings settings =
                new WebhookSettings(
                        new AllowedReceivers(
                                AddressSet.of(allowed.isEmpty() ? List.of() : List.of(allowed))),
                        timeout,
                        64,
                        8,
                        100,
                        Duration.ofDays(30));
        Vertx mine = Vertx.vertx();
        Pool connections = connect(mine, postgres.url());
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        WebhookSender sender =
                new Webhooks(
                                connections,
                                settings,
                                secrets,
                                InstantSource.system(),
                                new Random(1),
                                registry)
                        .sender(mine, Duration.ofSeconds(2), pace, names);
        String deployment =
                await(
                        mine.deployVerticle(
                                sender,
                                new DeploymentOptions()
                                        .setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
        Edge edge = new Edge(mine, connections, deployment, registry);
        edges.add(edge);
        return edge;
    }

    public static Function<String, Future<List<InetAddress>>> names(String address) {
        return _ -> Future.succeededFuture(List.of(InetAddress.ofLiteral(address)));
    }

    /// Has a secret of a user's webhook sign beside the usual one.
    void previousSecret(long webhook, long user, String secret, String until) {
        byte[] sealed =
                secrets.seal(secret.getBytes(StandardCharsets.UTF_8), SignMessage.place(user));
        await(
                pool.preparedQuery(
                                """
                                update webhooks set previous_secret = $2,
                                       previous_secret_until = now() + $3::text::interval
                                 where id = $1
                                """)
                        .execute(
                                Tuple.of(
                                        webhook,
                                        io.vertx.core.buffer.Buffer.buffer(sealed),
                                        until)));
    }

    /// A webhook, or a postback template, of a user for all offers.
    public long webhook(String kind, long user, String url, String... events) {
        byte[] sealed =
                secrets.seal(SECRET.getBytes(StandardCharsets.UTF_8), SignMessage.place(user));
        return await(
                        pool.preparedQuery(
                                        """
                                        insert into webhooks (account_id, kind, url, secret, events)
                                        values ($1, $2, $3, $4, $5)
                                        returning id
                                        """)
                                .execute(
                                        Tuple.of(
                                                user,
                                                kind,
                                                url,
                                                io.vertx.core.buffer.Buffer.buffer(sealed),
                                                events)))
                .iterator()
                .next()
                .getLong(0);
    }

    public long webhook(long user, String url) {
        return webhook("webhook", user, url, "conversion.created");
    }

    /// Events of the advertiser and a promoter, each with its number as `transaction_id`.
    void happen(long promoter, int events) {
        await(
                pool.preparedQuery(
                                """
                                insert into outbox (event, advertiser_id, promoter_id, offer_id, payload)
                                select 'conversion.created', 1, $1, 1,
                                       jsonb_build_object('transaction_id', 'T-' || n, 'amount', 12.50,
                                                          'currency', 'USD', 'promoter_id', $1,
                                                          'commission', 1.25, 'sub1', 'a b&c')
                                  from generate_series(1, $2) as n
                                """)
                        .execute(Tuple.of(promoter, events)));
    }

    public void execute(String sql) {
        await(pool.query(sql).execute());
    }

    /// The first column of the rows, as text.
    public List<String> texts(String sql) {
        List<String> texts = new ArrayList<>();
        for (Row row : await(pool.query(sql).execute())) {
            texts.add(String.valueOf(row.getValue(0)));
        }
        return texts;
    }

    public String text(String sql) {
        return texts(sql).getFirst();
    }

    private static Pool connect(Vertx vertx, String url) {
        return PgBuilder.pool()
                .with(new PoolOptions().setMaxSize(4))
                .connectingTo(PgConnectOptions.fromUri(url))
                .using(vertx)
                .build();
    }

    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        begin();
        await(vertx.close());
        postgres.close();
    }
}
