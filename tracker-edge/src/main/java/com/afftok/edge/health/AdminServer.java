package com.afftok.edge.health;

import static java.util.Objects.requireNonNull;

import com.afftok.edge.config.AdminToken;
import com.afftok.edge.config.EdgeConfig.Listen;
import com.afftok.edge.http.Answer;
import com.afftok.edge.http.InvalidRequests;
import com.afftok.edge.http.WrongMethod;
import com.afftok.shared.error.ErrorCode;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.util.AsciiString;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The admin port, which is not public: metrics in the format of Prometheus, health endpoints, and
/// operations on clicks and postbacks that were set aside.
public final class AdminServer extends VerticleBase {

    private static final AsciiString FORMAT =
            AsciiString.cached("text/plain; version=0.0.4; charset=utf-8");

    private final Listen listen;
    private final AdminToken token;
    private final PrometheusMeterRegistry registry;
    private final HealthRoutes health;
    private final Answer answer;
    private final Consumer<Router> more;
    private @Nullable HttpServer server;
    private @Nullable Future<@Nullable String> scrape;

    /// A server with further routes.
    ///
    /// @param more adds routes to those of metrics and health
    public AdminServer(
            Listen listen,
            AdminToken token,
            PrometheusMeterRegistry registry,
            HealthRoutes health,
            Answer answer,
            Consumer<Router> more) {
        this.listen = listen;
        this.token = token;
        this.registry = registry;
        this.health = health;
        this.answer = answer;
        this.more = more;
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        router.route().handler(new GuardChanges(token, listen.host(), answer));
        health.mount(router);
        router.get("/metrics").handler(this::metrics);
        more.accept(router);
        router.errorHandler(404, at -> answer.error(at.request(), ErrorCode.ROUTE_001));
        router.errorHandler(405, new WrongMethod(router, answer));
        HttpServer fresh =
                vertx.createHttpServer()
                        .invalidRequestHandler(new InvalidRequests(answer))
                        .requestHandler(router);
        server = fresh;
        return fresh.listen(listen.port(), listen.host());
    }

    public int port() {
        return server == null ? 0 : server.actualPort();
    }

    /// Collected off the event loops; concurrent requests share the result.
    private void metrics(RoutingContext at) {
        Future<@Nullable String> collected = scrape;
        if (collected == null) {
            collected = vertx.executeBlocking(registry::scrape);
            scrape = collected;
            collected.onComplete(_ -> scrape = null);
        }
        collected
                .onSuccess(text ->
                        answer.begin(at.request(), 200)
                                .putHeader(HttpHeaders.CONTENT_TYPE, FORMAT)
                                .end(requireNonNull(text)))
                .onFailure(at::fail);
    }
}
