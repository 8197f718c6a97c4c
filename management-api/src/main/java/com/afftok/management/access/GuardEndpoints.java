package com.afftok.management.access;

import com.afftok.management.answer.Answers;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.MethodBasedRouteInfo;
import io.micronaut.web.router.RouteMatch;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// Stands before every endpoint and lets through whom its declaration admits.
@Singleton
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class GuardEndpoints {

    private final Authenticate authenticate;
    private final Answers answers;

    GuardEndpoints(Authenticate authenticate, Answers answers) {
        this.authenticate = authenticate;
        this.answers = answers;
    }

    /// The refusal, or nothing for those who may pass.
    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable MutableHttpResponse<?> guard(HttpRequest<?> request, @Nullable RouteMatch<?> route) {
        if (route == null) {
            return null;
        }
        return switch (Access.of(route.getAnnotationMetadata())) {
            case Access.Undeclared _ -> answers.failed(request, ErrorCode.PERM_001);
            case Access.Anyone _ -> {
                recognise(request, route);
                yield null;
            }
            case Access.Holders holders -> admit(request, holders);
        };
    }

    private @Nullable MutableHttpResponse<?> admit(HttpRequest<?> request, Access.Holders holders) {
        return switch (authenticate.of(request)) {
            case Authenticate.Identity.Unknown unknown -> refuse(request, unknown.code());
            case Authenticate.Identity.Known known -> {
                if (!holders.admits(known.caller().role())) {
                    yield answers.failed(request, ErrorCode.PERM_001);
                }
                BindCaller.keep(request, known.caller());
                yield null;
            }
        };
    }

    /// An open endpoint that shows more to some gets to know who calls.
    private void recognise(HttpRequest<?> request, RouteMatch<?> route) {
        if (request.getHeaders().contains(HttpHeaders.AUTHORIZATION)
                && route.getRouteInfo() instanceof MethodBasedRouteInfo<?, ?> method
                && Endpoints.callers(method.getTargetMethod().getExecutableMethod())
                        .findAny()
                        .isPresent()
                && authenticate.of(request) instanceof Authenticate.Identity.Known known) {
            BindCaller.keep(request, known.caller());
        }
    }

    private MutableHttpResponse<?> refuse(HttpRequest<?> request, ErrorCode code) {
        MutableHttpResponse<?> refusal = answers.failed(request, code);
        return code.status() == 401
                ? refusal.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                : refusal;
    }
}
