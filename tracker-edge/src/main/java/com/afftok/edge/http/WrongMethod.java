package com.afftok.edge.http;

import com.afftok.shared.error.ErrorCode;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.stream.Collectors;

/// Answers a method that a path does not support, and lists the supported ones in `Allow`.
public final class WrongMethod implements Handler<RoutingContext> {

    private final Router router;
    private final Answer answer;

    public WrongMethod(Router router, Answer answer) {
        this.router = router;
        this.answer = answer;
    }

    @Override
    public void handle(RoutingContext at) {
        at.response().putHeader(HttpHeaders.ALLOW, allowed(at.normalizedPath()));
        answer.error(at.request(), ErrorCode.ROUTE_002);
    }

    private String allowed(String path) {
        return router.getRoutes().stream()
                .filter(route -> leads(route, path))
                .flatMap(route -> route.methods().stream())
                .map(HttpMethod::name)
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static boolean leads(Route route, String path) {
        String known = route.getPath();
        return known != null
                && route.methods() != null
                && (path.equals(known) || path.equals(known + "/"));
    }
}
