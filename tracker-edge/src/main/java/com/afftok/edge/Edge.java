package com.afftok.edge;

import com.afftok.edge.click.ClickHandler;
import com.afftok.edge.click.ClickMetrics;
import com.afftok.edge.click.DecideClick;
import com.afftok.edge.click.WarmUp;
import com.afftok.edge.config.EdgeConfig;
import com.afftok.edge.guard.gossip.SeenClickGossip;
import com.afftok.edge.health.AdminServer;
import com.afftok.edge.health.HealthRoutes;
import com.afftok.edge.health.Probes;
import com.afftok.edge.health.Readiness;
import com.afftok.edge.http.Answer;
import com.afftok.edge.http.ConnectionLimit;
import com.afftok.edge.http.DocumentRoute;
import com.afftok.edge.http.RequestIds;
import com.afftok.edge.keep.BufferMetrics;
import com.afftok.edge.keep.ClickBuffer;
import com.afftok.edge.keep.ClickStream;
import com.afftok.edge.keep.FindBuffered;
import com.afftok.edge.keep.Journal;
import com.afftok.edge.keep.JournalDrain;
import com.afftok.edge.link.LinkChanges;
import com.afftok.edge.link.Links;
import com.afftok.edge.partition.DayPartitions;
import com.afftok.edge.redis.SetAsideStream;
import com.afftok.edge.sale.pixel.Pixels;
import com.afftok.edge.sale.postback.Postbacks;
import com.afftok.edge.visitor.address.ClientAddress;
import com.afftok.edge.webhook.outbox.ClickEvents;
import com.afftok.edge.webhook.outbox.Webhooks;
import com.afftok.edge.write.BacklogGauge;
import com.afftok.edge.write.ClickWriter;
import com.afftok.edge.write.PoisonRoutes;
import com.afftok.edge.write.WriteClicks;
import com.afftok.edge.write.WriteMetrics;
import com.afftok.shared.address.TrustedProxies;
import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.code.LinkCodes;
import com.afftok.shared.id.ClickIds;
import com.afftok.shared.secret.SealSecrets;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import io.vertx.redis.client.Redis;
import io.vertx.sqlclient.Pool;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Composes the edge. It is started once and stopped once.
public final class Edge {

    private static final Logger log = LoggerFactory.getLogger(Edge.class);
    private static final DeploymentOptions VIRTUAL_THREAD =
            new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD);

    private final EdgeConfig config;
    private final Timings timings;
    private final Vertx vertx;
    private final Connections connections;
    private final Pool lookups;
    private final Pool conversions;
    private final Pool background;
    private final Pool maintenance;
    private final Redis redis;
    private final Journal journal;
    private final Readiness readiness = new Readiness();
    private final PrometheusMeterRegistry registry = registry();
    private final List<SetAsideStream> poison = new ArrayList<>();

    /// In the order in which they stop; parts of one list stop together.
    private final List<List<String>> parts = new CopyOnWriteArrayList<>();

    private int port;
    private int adminPort;

    private Edge(EdgeConfig config, Timings timings, Vertx vertx, Journal journal)
            throws IOException {
        this.config = config;
        this.timings = timings;
        this.vertx = vertx;
        this.journal = journal;
        this.connections = new Connections(vertx, config.database(), config.redis());
        this.lookups = connections.lookups();
        this.conversions = connections.conversions(config.postbacks().timeout());
        this.background = connections.background();
        this.maintenance = connections.maintenance();
        this.redis = connections.sharedRedis();
        for (int shard = 0; shard < config.buffer().shards(); shard++) {
            poison.add(
                    new SetAsideStream(redis, ClickStream.poison(shard), config.aside(), registry));
        }
    }

    /// Returns when the edge serves, which needs neither PostgreSQL nor Redis.
    public static Edge start(EdgeConfig config) throws IOException {
        return start(config, Timings.USUAL);
    }

    static Edge start(EdgeConfig config, Timings timings) throws IOException {
        Journal journal =
                Journal.open(config.buffer().journalDirectory(), config.buffer().journalBytes());
        Vertx vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setPreferNativeTransport(true)
                                .setEventLoopPoolSize(config.eventLoops()));
        Edge edge = new Edge(config, timings, vertx, journal);
        try {
            edge.deploy().await();
        } catch (RuntimeException e) {
            edge.stop();
            throw e;
        }
        edge.readiness.open();
        log.atInfo()
                .addKeyValue("host", config.http().host())
                .addKeyValue("port", edge.port)
                .log("edge serves");
        return edge;
    }

    public int port() {
        return port;
    }

    public int adminPort() {
        return adminPort;
    }

    /// Refuses new visitors, answers requests in flight, then drains the journal into Redis and
    /// Redis into PostgreSQL. Clicks that cannot be written remain in Redis or in the journal.
    public void stop() throws IOException {
        readiness.close();
        undeploy(parts);
        Future.join(
                        List.of(
                                lookups.close(),
                                conversions.close(),
                                background.close(),
                                maintenance.close(),
                                vertx.close()))
                .otherwiseEmpty()
                .timeout(config.drain().toMillis(), TimeUnit.MILLISECONDS)
                .otherwiseEmpty()
                .await();
        journal.close();
        log.info("edge stopped");
    }

    private Future<?> deploy() {
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();
        TrustedProxies trusted = config.geo().trustedProxies();
        Answer answer = new Answer(new RequestIds(random.nextLong(), trusted::contains));
        Guards guards = new Guards(config, background, redis, clock, random.nextLong());
        guards.bind(registry);
        Probes probes = new Probes(lookups, redis, guards.countries());
        HealthRoutes health = new HealthRoutes(probes, readiness, answer, clock, version());
        Links links = new Links(vertx, lookups, redis, config.links(), clock);
        links.bind(registry);
        Postbacks postbacks =
                new Postbacks(
                        vertx,
                        conversions,
                        background,
                        redis,
                        new FindBuffered(vertx, redis, config.buffer().shards(), clock),
                        links,
                        config.keys(),
                        new SealSecrets(config.dataKeys(), random),
                        config.postbacks(),
                        config.aside(),
                        guards.postbackRates(),
                        guards.keys(),
                        new ClientAddress(trusted),
                        answer,
                        clock,
                        registry,
                        timings.conversions(),
                        timings.drain());
        Pixels pixels =
                new Pixels(
                        background,
                        links,
                        new ClickCodes(config.keys()),
                        guards.keys(),
                        new ClientAddress(trusted),
                        postbacks.recordOrQueue(),
                        config.pixels(),
                        answer,
                        clock,
                        registry);
        DocumentRoute document = new DocumentRoute(answer);
        PoisonRoutes poisonRoutes = new PoisonRoutes(redis, poison, answer);
        AdminServer admin =
                new AdminServer(
                        config.admin(),
                        config.adminToken(),
                        registry,
                        health,
                        answer,
                        router -> {
                            poisonRoutes.mount(router);
                            postbacks.mountForOperators(router);
                        });
        Future<?> deployed =
                deploy(List.of(admin), new DeploymentOptions())
                        .onSuccess(_ -> adminPort = admin.port());
        List<Deployable> beside = new ArrayList<>(guards.parts());
        beside.addAll(postbacks.parts());
        beside.addAll(pixels.parts());
        beside.add(new LinkChanges(redis, links, postbacks::changed));
        deployed = deployed.compose(_ -> deploy(beside, new DeploymentOptions()));
        for (List<Deployable> together : behindTheServer(clock, random)) {
            deployed = deployed.compose(_ -> deploy(together, VIRTUAL_THREAD));
        }
        return deployed.compose(_ -> InstanceNumber.claim(config.instance(), redis))
                .compose(instance -> {
                    ClickIds ids = new ClickIds(instance, clock, random.nextInt(1 << 23));
                    DecideClick decide = guards.decide(ids);
                    return Future.all(links.preload(), warmUp(decide), CheckSchema.run(lookups))
                            .compose(_ ->
                                    serve(
                                            decide,
                                            guards.seenClicks(),
                                            clock,
                                            links,
                                            health,
                                            router -> {
                                                postbacks.mount(router);
                                                pixels.mount(router);
                                                document.mount(router);
                                            },
                                            answer));
                });
    }

    private Future<?> warmUp(DecideClick decide) {
        return vertx.executeBlocking(
                () -> WarmUp.run(new LinkCodes(config.keys()), decide, timings.warmUp()));
    }

    /// In the order of the shutdown: the journal is drained into Redis before the writers stop, and
    /// webhooks report what the writers have written.
    private List<List<Deployable>> behindTheServer(InstantSource clock, SecureRandom random) {
        int shards = config.buffer().shards();
        String name = "edge-" + ProcessHandle.current().pid() + "-" + clock.millis();
        WriteClicks write =
                new WriteClicks(
                        background,
                        config.fraud().duplicateWindow(),
                        new ClickEvents(
                                new ClickCodes(config.keys()), config.webhooks().clicksWaiting()));
        List<Deployable> writers = new ArrayList<>();
        for (int shard = 0; shard < shards; shard++) {
            WriteMetrics metrics = new WriteMetrics(registry, clock, shard);
            writers.add(
                    new ClickWriter(
                            connections::ownRedis,
                            write,
                            config.write(),
                            shard,
                            poison.get(shard),
                            name,
                            metrics));
        }
        return List.of(
                List.of(
                        DayPartitions.ofClicks(maintenance, clock, config.write().kept()),
                        DayPartitions.ofPostbacks(maintenance, clock),
                        DayPartitions.ofDeliveries(maintenance, clock, config.webhooks().kept()),
                        new JournalDrain(journal, redis, shards, timings.journalRetry()),
                        new BacklogGauge(
                                redis, journal, shards, clock, registry, timings.backlog())),
                writers,
                webhooks(clock, random).parts(vertx, config.drain(), timings.webhooks()));
    }

    private Webhooks webhooks(InstantSource clock, SecureRandom random) {
        SealSecrets secrets = new SealSecrets(config.dataKeys(), random);
        return new Webhooks(background, config.webhooks(), secrets, clock, random, registry);
    }

    private Future<?> serve(
            DecideClick decide,
            SeenClickGossip seenClicks,
            InstantSource clock,
            Links links,
            HealthRoutes health,
            Consumer<Router> more,
            Answer answer) {
        LinkCodes codes = new LinkCodes(config.keys());
        ClientAddress addresses = new ClientAddress(config.geo().trustedProxies());
        ClickMetrics clickMetrics = new ClickMetrics(registry);
        BufferMetrics bufferMetrics = new BufferMetrics(registry, journal);
        ConnectionLimit visitors = new ConnectionLimit(config.visitors().connections(), registry);
        List<ServeEdge> loops = new ArrayList<>();
        for (int loop = 0; loop < config.eventLoops(); loop++) {
            int shard = loop % config.buffer().shards();
            Supplier<ClickBuffer> buffer =
                    () ->
                            new ClickBuffer(
                                    vertx,
                                    connections::ownRedis,
                                    journal,
                                    config.buffer(),
                                    shard,
                                    bufferMetrics,
                                    seenClicks);
            Function<ClickBuffer, ClickHandler> click =
                    mine ->
                            new ClickHandler(
                                    codes,
                                    links,
                                    addresses,
                                    decide,
                                    mine,
                                    answer,
                                    clock,
                                    clickMetrics,
                                    config.clicks().tellScore());
            loops.add(
                    new ServeEdge(
                            config.http(),
                            config.visitors(),
                            visitors,
                            buffer,
                            click,
                            health,
                            more,
                            answer,
                            config.drain()));
        }
        Iterator<ServeEdge> next = loops.iterator();
        return vertx.deployVerticle(next::next, new DeploymentOptions().setInstances(loops.size()))
                .onSuccess(server -> {
                    parts.addFirst(List.of(server));
                    port = loops.getFirst().port();
                });
    }

    private Future<?> deploy(List<? extends Deployable> together, DeploymentOptions options) {
        return Future.all(
                        together.stream().map(part -> vertx.deployVerticle(part, options)).toList())
                .onSuccess(deployed -> parts.add(deployed.list()));
    }

    private void undeploy(List<List<String>> parts) {
        for (List<String> together : parts) {
            Future.join(together.stream().map(this::undeploy).toList()).await();
        }
    }

    private Future<?> undeploy(String part) {
        return vertx.undeploy(part)
                .timeout(config.drain().toMillis(), TimeUnit.MILLISECONDS)
                .onFailure(Edge::stoppedHalfway)
                .otherwiseEmpty();
    }

    private static void stoppedHalfway(Throwable cause) {
        log.atWarn().addKeyValue("cause", cause.toString()).log("a part didn't stop in time");
    }

    private static PrometheusMeterRegistry registry() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        return registry;
    }

    private static String version() {
        String version = Edge.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
