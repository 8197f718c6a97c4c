package com.afftok.management.access.identity;

import com.afftok.management.platform.answer.Answers;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/// Answers browsers that want to go to a provider.
@Singleton
public final class AnswerRequests {

    private static final Duration TOO_MANY_WAIT = Duration.ofMinutes(1);

    /// How long a provider that can't be reached is not tried again.
    private static final Duration UNREACHABLE_WAIT = Duration.ofSeconds(10);

    private final Answers answers;

    AnswerRequests(Answers answers) {
        this.answers = answers;
    }

    /// @param authorizationUrl where the browser goes
    /// @param requestToken with which the browser proves that the provider's answer is its own
    @Serdeable
    record Begun(String authorizationUrl, String requestToken, Instant expiresAt) {

        /// Omits URL and token.
        @Override
        public String toString() {
            return "Begun[" + expiresAt + "]";
        }
    }

    public HttpResponse<?> of(HttpRequest<?> request, ProveIdentity.Begun begun) {
        return switch (begun) {
            case ProveIdentity.Begun.Ready ready ->
                    answers.ok(
                            new Begun(
                                    ready.authorizationUrl().toString(),
                                    ready.requestToken(),
                                    ready.expiresAt()));
            case ProveIdentity.Begun.Unreachable _ -> unreachable(request);
            case ProveIdentity.Begun.TooManyOpen _ -> answers.busy(request, TOO_MANY_WAIT);
        };
    }

    public HttpResponse<?> unreachable(HttpRequest<?> request) {
        return answers.busy(request, ErrorCode.AUTH_008, UNREACHABLE_WAIT);
    }
}
