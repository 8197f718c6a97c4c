package com.afftok.edge;

import com.afftok.edge.click.ClickHandler;
import com.afftok.edge.config.EdgeConfig.Listen;
import com.afftok.edge.config.EdgeConfig.Visitors;
import com.afftok.edge.health.HealthRoutes;
import com.afftok.edge.http.Answer;
import com.afftok.edge.http.ConnectionLimit;
import com.afftok.edge.http.ErrorStyle;
import com.afftok.edge.http.InvalidRequests;
import com.afftok.edge.http.WrongMethod;
import com.afftok.edge.keep.ClickBuffer;
import com.afftok.shared.error.ErrorCode;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One event loop of the public server, with its own click buffer. Tracking links are handled
/// before the router; everything else is routed.
final class ServeEdge extends VerticleBase {

    private static final int MAX_REQUEST_LINE = 16 << 10;
    private static final int MAX_HEADERS = 16 << 10;
    private static final int BACKLOG = 4096;

    private final Listen listen;
    private final Visitors visitors;
    private final ConnectionLimit connections;
    private final Supplier<ClickBuffer> buffers;
    private final Function<ClickBuffer, ClickHandler> clicks;
    private final HealthRoutes health;
    private final Consumer<Router> more;
    private final Answer answer;
    private final Duration drain;
    private @Nullable ClickBuffer buffer;
    private @Nullable HttpServer server;

    ServeEdge(
            Listen listen,
            Visitors visitors,
            ConnectionLimit connections,
            Supplier<ClickBuffer> buffers,
            Function<ClickBuffer, ClickHandler> clicks,
            HealthRoutes health,
            Consumer<Router> more,
            Answer answer,
            Duration drain) {
        this.listen = listen;
        this.visitors = visitors;
        this.connections = connections;
        this.buffers = buffers;
        this.clicks = clicks;
        this.health = health;
        this.more = more;
        this.answer = answer;
        this.drain = drain;
    }

    @Override
    public Future<?> start() {
        ClickBuffer mine = buffers.get();
        buffer = mine;
        return mine.connect().compose(_ -> serve(clicks.apply(mine)));
    }

    /// Stops accepting connections, then completes requests in flight, then the buffered clicks.
    @Override
    public Future<?> stop() {
        Future<?> closed =
                server == null
                        ? Future.succeededFuture()
                        : server.shutdown(drain.toMillis(), TimeUnit.MILLISECONDS);
        return closed.eventually(() -> buffer == null ? Future.succeededFuture() : buffer.close());
    }

    int port() {
        return server == null ? 0 : server.actualPort();
    }

    private Future<HttpServer> serve(ClickHandler click) {
        Router router = router();
        server =
                vertx.createHttpServer(options())
                        .connectionHandler(connections)
                        .invalidRequestHandler(new InvalidRequests(answer))
                        .requestHandler(request -> dispatch(request, click, router));
        // a negative port is one free port shared by all event loops
        int port = listen.port() == 0 ? -1 : listen.port();
        return server.listen(port, listen.host());
    }

    private static void dispatch(HttpServerRequest request, ClickHandler click, Router router) {
        String path = request.path();
        if (path != null && path.startsWith(ClickHandler.PREFIX)) {
            click.handle(request, path.substring(ClickHandler.PREFIX.length()));
        } else {
            router.handle(request);
        }
    }

    private Router router() {
        Router router = Router.router(vertx);
        health.mount(router);
        more.accept(router);
        new ErrorStyle(answer).mount(router);
        router.errorHandler(404, at -> answer.error(at.request(), ErrorCode.ROUTE_001));
        router.errorHandler(405, new WrongMethod(router, answer));
        router.errorHandler(500, at -> answer.error(at.request(), ErrorCode.SERVER_001));
        return router;
    }

    /// Without HTTP/2 over clear text, which no browser uses: Vert.x reports such a connection only
    /// with its first request, so silent ones would not be counted.
    ///
    /// A connection without an answer for the keep-alive time is closed. Received bytes do not
    /// extend it, so that slow requests have no more time, either.
    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setMaxInitialLineLength(MAX_REQUEST_LINE)
                .setMaxHeaderSize(MAX_HEADERS)
                .setAcceptBacklog(BACKLOG)
                .setHttp2ClearTextEnabled(false)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setWriteIdleTimeout((int) visitors.keepAlive().toMillis());
    }
}
