package com.afftok.management;

import com.afftok.management.access.admin.OperatorAccess;
import com.afftok.management.access.guard.Endpoints;
import com.afftok.management.access.password.Passwords;
import com.afftok.management.money.reconcile.Reconcile;
import com.afftok.management.money.reconcile.Reconciliation;
import com.afftok.management.platform.config.ApiConfig;
import com.afftok.management.platform.config.CannotStart;
import com.afftok.management.platform.config.MicronautProperties;
import com.afftok.management.platform.health.Readiness;
import com.afftok.management.platform.redis.LazyRedis;
import com.afftok.management.platform.schema.CheckSchema;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.scheduling.TaskExecutors;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The running management API: its start, its open port, and its shutdown.
final class Api implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    private final ApiConfig config;
    private final ApplicationContext context;
    private final EmbeddedServer server;

    private Api(ApiConfig config, ApplicationContext context) {
        this.config = config;
        this.context = context;
        this.server = context.getBean(EmbeddedServer.class);
    }

    /// Returns when requests are served. The schema is checked while Micronaut starts; the port
    /// opens after both.
    ///
    /// @throws CannotStart if the database or the port is unavailable
    static Api start(ApiConfig config) {
        CompletableFuture<Void> schema =
                CompletableFuture.runAsync(
                        new CheckSchema(config.database())::run, Thread::startVirtualThread);
        ApplicationContext context = context(config).start();
        try {
            Api api = new Api(config, context);
            await(schema);
            context.getBean(Endpoints.class).check();
            // its library registers a shutdown hook, which is too late when a job creates it then
            context.getBean(Passwords.class);
            api.open();
            return api;
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    /// An access token, issued outside of the serving processes.
    static Optional<String> token(ApiConfig config, String email) {
        new CheckSchema(config.database()).run();
        try (ApplicationContext context = command(config)) {
            return context.getBean(OperatorAccess.class).token(email);
        }
    }

    /// Compares all that is kept twice; empty if a reconciliation is in progress elsewhere.
    ///
    /// @param show its text
    static Optional<Reconciliation> reconcile(
            ApiConfig config, BiConsumer<Reconcile, Reconciliation> show) {
        new CheckSchema(config.database()).run();
        try (ApplicationContext context = command(config)) {
            Reconcile reconcile = context.getBean(Reconcile.class);
            Optional<Reconciliation> run = reconcile.run();
            run.ifPresent(found -> show.accept(reconcile, found));
            return run;
        }
    }

    /// The port, also if the system chose it.
    int port() {
        return server.getPort();
    }

    /// A component, for tests of what no endpoint does.
    <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /// Reports that it is not ready, starts no further jobs, serves on for the drain delay, waits
    /// for requests and jobs in flight up to the drain timeout each, and closes everything.
    @Override
    public void close() {
        LOG.info("api stops");
        context.getBean(Readiness.class).draining();
        ExecutorService jobs =
                context.getBean(ExecutorService.class, Qualifiers.byName(TaskExecutors.SCHEDULED));
        jobs.shutdown();
        try {
            Thread.sleep(config.http().drainDelay());
            awaitRequests();
            if (!jobs.awaitTermination(
                    config.http().drainTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atWarn()
                        .addKeyValue("timeout", config.http().drainTimeout())
                        .log("jobs in flight were cut off");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        context.close();
    }

    private void awaitRequests() throws InterruptedException {
        try {
            ((GracefulShutdownCapable) server)
                    .shutdownGracefully()
                    .toCompletableFuture()
                    .get(config.http().drainTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.atWarn()
                    .addKeyValue("timeout", config.http().drainTimeout())
                    .log("requests in flight were cut off");
        } catch (ExecutionException e) {
            LOG.warn("requests in flight could not be waited for", e);
        }
    }

    /// Configuration comes from the record alone: Micronaut reads neither environment nor files,
    /// and probes no cloud.
    static ApplicationContextBuilder context(ApiConfig config) {
        return ApplicationContext.builder()
                .deduceEnvironment(false)
                .deduceCloudEnvironment(false)
                .enableDefaultPropertySources(false)
                .environmentPropertySource(false)
                .banner(false)
                .singletons(config)
                .properties(MicronautProperties.of(config));
    }

    /// The components for a command, of which none runs by itself.
    static ApplicationContext command(ApiConfig config) {
        return context(config).environments(NoJobs.COMMAND).start();
    }

    private static void await(CompletableFuture<Void> schema) {
        try {
            schema.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof CannotStart cannot ? cannot : e;
        }
    }

    private void open() {
        ApiConfig.Http http = config.http();
        try {
            server.start();
        } catch (ServerStartupException e) {
            throw new CannotStart(
                    "API_PORT",
                    "port %d of %s cannot be had".formatted(http.port(), http.host()),
                    e);
        }
        context.getBean(Readiness.class).serving();
        context.getBean(LazyRedis.class).connectAhead();
        LOG.atInfo().addKeyValue("host", http.host()).addKeyValue("port", port()).log("api serves");
    }
}
