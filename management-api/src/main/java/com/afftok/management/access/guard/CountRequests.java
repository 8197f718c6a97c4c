package com.afftok.management.access.guard;

import com.afftok.management.access.Caller;
import com.afftok.management.access.Credential;
import com.afftok.management.platform.config.ApiConfig;
import com.afftok.management.platform.limit.ClientKeys;
import com.afftok.management.platform.limit.RateLimits;
import com.afftok.management.platform.limit.TellLimits;
import com.afftok.management.platform.limit.Verdict;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/// Counts requests of the API against the rate limits.
@Singleton
final class CountRequests {

    private static final String API = "/api/";

    private final RateLimits limits;
    private final ApiConfig.Limits rates;
    private final ClientKeys clients;

    CountRequests(RateLimits limits, ApiConfig config, ClientKeys clients) {
        this.limits = limits;
        this.rates = config.limits();
        this.clients = clients;
    }

    /// Whether a request without a sign-in is within its limit.
    boolean allowAnonymous(HttpRequest<?> request) {
        return !request.getPath().startsWith(API)
                || allow(request, limits.take("anonymous", rates.anonymous(), clients.of(request)));
    }

    boolean allowSignIn(HttpRequest<?> request) {
        return allow(request, limits.take("sign-in", rates.signIn(), clients.of(request)));
    }

    boolean allow(HttpRequest<?> request, Caller caller) {
        return !request.getPath().startsWith(API)
                || allow(
                        request,
                        switch (caller.credential()) {
                            case Credential.Key key -> take("key", rates.key(), key.id().value());
                            case Credential.Session _ -> ofSession(caller);
                        });
    }

    private @Nullable Verdict ofSession(Caller caller) {
        return switch (caller) {
            case Caller.User user -> take("user", rates.user(), user.user().value());
            case Caller.Admin admin -> take("admin", rates.admin(), admin.id().value());
        };
    }

    private @Nullable Verdict take(String name, ApiConfig.Rate rate, long id) {
        return limits.take(name, rate, Long.toString(id));
    }

    private static boolean allow(HttpRequest<?> request, @Nullable Verdict verdict) {
        if (verdict == null) {
            return true;
        }
        TellLimits.keep(request, verdict);
        return verdict.allowed();
    }
}
