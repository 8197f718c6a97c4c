package com.afftok.management.access.session;

import com.afftok.management.access.Allow;
import com.afftok.management.access.AllowAnyone;
import com.afftok.management.access.BeforeSecondFactor;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/api/auth/refresh` and `/api/auth/logout`: the session of the call is prolonged or ended.
@Controller("/api/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TokenController {

    private final Sessions sessions;
    private final SignOut signOut;
    private final RefreshCookie cookie;
    private final Answers answers;

    TokenController(Sessions sessions, SignOut signOut, RefreshCookie cookie, Answers answers) {
        this.sessions = sessions;
        this.signOut = signOut;
        this.cookie = cookie;
        this.answers = answers;
    }

    /// A refresh token; without one, or without a body, the request has it in a cookie.
    @Serdeable
    record Refresh(@Nullable String refreshToken) {

        private static final int MAX_LENGTH = 200;

        Refresh {
            Fields fields = new Fields();
            refreshToken = fields.secretOrNull("refresh_token", refreshToken, MAX_LENGTH);
            fields.end();
        }

        /// Omits the token.
        @Override
        public String toString() {
            return "Refresh[]";
        }
    }

    @Post("/refresh")
    @AllowAnyone
    HttpResponse<?> refresh(HttpRequest<?> request, @Nullable @Body Refresh refresh) {
        String token = refresh == null ? null : refresh.refreshToken();
        if (token != null) {
            return exchange(request, token);
        }
        Optional<String> kept = cookie.token(request);
        if (kept.isEmpty()) {
            return answers.invalid(request, List.of(Problem.REQUIRED.with("refresh_token")));
        }
        return cookie.isFromOwnPage(request, kept.get())
                ? exchange(request, kept.get())
                : answers.failed(request, ErrorCode.PERM_001);
    }

    private HttpResponse<?> exchange(HttpRequest<?> request, String token) {
        return switch (sessions.exchange(token)) {
            case Sessions.Renewed(Tokens tokens, SessionKind kind) ->
                    cookie.set(
                            answers.ok(Tokens.View.of(tokens, kind)), tokens.refreshToken(), kind);
            case Sessions.Refused(ErrorCode code) ->
                    cookie.remove(request, answers.failed(request, code));
        };
    }

    @Post("/logout")
    @BeforeSecondFactor
    @Allow(Permission.OWN_ACCOUNT)
    HttpResponse<?> logout(HttpRequest<?> request, Caller caller) {
        signOut.signOut(caller);
        return cookie.remove(request, answers.done());
    }
}
