package com.afftok.edge.health;

import com.afftok.edge.config.AdminToken;
import com.afftok.edge.http.Answer;
import com.afftok.shared.error.ErrorCode;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.regex.Pattern;

/// Authorizes requests at the admin port. Requests without changes always pass. Changes require the
/// token or, if none is set, that the port is on loopback.
final class GuardChanges implements Handler<RoutingContext> {

    private static final Pattern LOOPBACK = Pattern.compile("127(\\.[0-9]{1,3}){3}");

    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final AdminToken token;
    private final boolean onLoopback;
    private final Answer answer;

    GuardChanges(AdminToken token, String host, Answer answer) {
        this.token = token;
        this.onLoopback = isLoopback(host);
        this.answer = answer;
    }

    @Override
    public void handle(RoutingContext at) {
        HttpServerRequest request = at.request();
        if (READS.contains(request.method())) {
            at.next();
        } else if (token.isSet()) {
            String shown = request.getHeader(HttpHeaders.AUTHORIZATION);
            if (shown != null && token.isIn(shown)) {
                at.next();
            } else {
                answer.error(request, ErrorCode.AUTH_003);
            }
        } else if (onLoopback) {
            at.next();
        } else {
            answer.error(request, ErrorCode.PERM_001);
        }
    }

    /// Other names may resolve to anything, also those that begin with a loopback address.
    static boolean isLoopback(String host) {
        return host.equals("localhost") || host.equals("::1") || LOOPBACK.matcher(host).matches();
    }
}
