package com.afftok.management.access.guard;

import com.afftok.management.access.BeforeNewPassword;
import com.afftok.management.access.BeforeSecondFactor;
import com.afftok.management.access.BindCaller;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Credential;
import com.afftok.management.access.FreshProof;
import com.afftok.management.access.LimitedAsSignIn;
import com.afftok.management.access.password.StepUp;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.request.FilterOrder;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.core.annotation.AnnotationMetadata;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.MethodBasedRouteInfo;
import io.micronaut.web.router.RouteMatch;
import io.micronaut.web.router.UriRouteInfo;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// Authorizes each request by the declaration of its endpoint.
@Singleton
@Order(FilterOrder.SECURITY)
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class GuardEndpoints {

    private final Authenticate authenticate;
    private final StepUp stepUp;
    private final CountRequests counted;
    private final Answers answers;

    GuardEndpoints(
            Authenticate authenticate, StepUp stepUp, CountRequests counted, Answers answers) {
        this.authenticate = authenticate;
        this.stepUp = stepUp;
        this.counted = counted;
        this.answers = answers;
    }

    /// The refusal, or null if the request is allowed.
    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    @Nullable HttpResponse<?> guard(HttpRequest<?> request, @Nullable RouteMatch<?> route) {
        if (route == null) {
            return unless(counted.allowAnonymous(request), request, ErrorCode.RATE_001);
        }
        return switch (Access.of(route.getAnnotationMetadata())) {
            case Access.Undeclared _ -> answers.failed(request, ErrorCode.PERM_001);
            case Access.Anyone _ -> open(request, route);
            case Access.Holders holders ->
                    switch (authenticate.of(request)) {
                        case Authenticate.Identity.Unknown unknown ->
                                unknown(request, unknown.code());
                        case Authenticate.Identity.Known known ->
                                admit(request, route, known, holders);
                    };
        };
    }

    private @Nullable HttpResponse<?> open(HttpRequest<?> request, RouteMatch<?> route) {
        boolean asSignIn = route.getAnnotationMetadata().hasAnnotation(LimitedAsSignIn.class);
        if (asSignIn && !counted.allowSignIn(request)) {
            return answers.failed(request, ErrorCode.RATE_001);
        }
        if (!wantsCaller(request, route)) {
            return unless(asSignIn || counted.allowAnonymous(request), request, ErrorCode.RATE_001);
        }
        return switch (authenticate.of(request)) {
            case Authenticate.Identity.Unknown unknown -> unknown(request, unknown.code());
            case Authenticate.Identity.Known(Caller caller, Authenticate.Missing missing) -> {
                BindCaller.keep(request, caller);
                if (!counted.allow(request, caller)) {
                    yield answers.failed(request, ErrorCode.RATE_001);
                }
                yield needsSession(route) && caller.credential() instanceof Credential.Key
                        ? answers.failed(request, ErrorCode.PERM_001)
                        : complete(request, route, missing);
            }
        };
    }

    private @Nullable HttpResponse<?> admit(
            HttpRequest<?> request,
            RouteMatch<?> route,
            Authenticate.Identity.Known known,
            Access.Holders holders) {
        Caller caller = known.caller();
        if (!counted.allow(request, caller)) {
            return answers.failed(request, ErrorCode.RATE_001);
        }
        BindCaller.keep(request, caller);
        boolean byKey = caller.credential() instanceof Credential.Key;
        if (!holders.admitsCaller(caller) || (byKey && needsSession(route))) {
            return answers.failed(request, ErrorCode.PERM_001);
        }
        HttpResponse<?> refusal = complete(request, route, known.missing());
        return refusal == null && route.getAnnotationMetadata().hasAnnotation(FreshProof.class)
                ? stepUp.refusal(request, caller).orElse(null)
                : refusal;
    }

    private @Nullable HttpResponse<?> complete(
            HttpRequest<?> request, RouteMatch<?> route, Authenticate.Missing missing) {
        AnnotationMetadata endpoint = route.getAnnotationMetadata();
        boolean beforeAll = endpoint.hasAnnotation(BeforeSecondFactor.class);
        return switch (missing) {
            case NOTHING -> null;
            case SECOND_FACTOR -> unless(beforeAll, request, ErrorCode.AUTH_007);
            case NEW_PASSWORD ->
                    unless(
                            beforeAll || endpoint.hasAnnotation(BeforeNewPassword.class),
                            request,
                            ErrorCode.AUTH_009);
        };
    }

    /// Sign-in and administration are closed to API keys, also where everybody may call: to accept
    /// an invitation opens a session.
    private static boolean needsSession(RouteMatch<?> route) {
        String path =
                route.getRouteInfo() instanceof UriRouteInfo<?, ?> info
                        ? info.getUriMatchTemplate().toString()
                        : "";
        return path.startsWith("/api/auth/") || path.startsWith(Endpoints.ADMINISTRATION);
    }

    /// An open endpoint may show more to certain callers.
    private static boolean wantsCaller(HttpRequest<?> request, RouteMatch<?> route) {
        return request.getHeaders().contains(HttpHeaders.AUTHORIZATION)
                && route.getRouteInfo() instanceof MethodBasedRouteInfo<?, ?> method
                && Endpoints.callers(method.getTargetMethod().getExecutableMethod())
                        .findAny()
                        .isPresent();
    }

    private MutableHttpResponse<?> unknown(HttpRequest<?> request, ErrorCode code) {
        if (!counted.allowAnonymous(request)) {
            return answers.failed(request, ErrorCode.RATE_001);
        }
        MutableHttpResponse<?> refusal = answers.failed(request, code);
        return code.status() == 401
                ? refusal.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                : refusal;
    }

    private @Nullable HttpResponse<?> unless(boolean fine, HttpRequest<?> request, ErrorCode code) {
        return fine ? null : answers.failed(request, code);
    }
}
