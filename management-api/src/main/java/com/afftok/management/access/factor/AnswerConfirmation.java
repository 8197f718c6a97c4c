package com.afftok.management.access.factor;

import com.afftok.management.access.session.RefreshCookie;
import com.afftok.management.access.session.Sessions;
import com.afftok.management.access.session.Tokens;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The answer to a first code: recovery codes, and new tokens of the session.
@Singleton
public final class AnswerConfirmation {

    private final RefreshCookie cookie;
    private final Answers answers;

    AnswerConfirmation(RefreshCookie cookie, Answers answers) {
        this.cookie = cookie;
        this.answers = answers;
    }

    /// @param refreshToken null if it is in a cookie
    @Serdeable
    record Activated(
            List<String> recoveryCodes,
            String token,
            @Nullable String refreshToken,
            Instant expiresAt) {

        static Activated of(NewRecoveryCodes codes, Sessions.Renewed session) {
            Tokens.View tokens = Tokens.View.of(session.tokens(), session.kind());
            return new Activated(
                    codes.recoveryCodes(),
                    tokens.token(),
                    tokens.refreshToken(),
                    tokens.expiresAt());
        }

        /// Omits codes and tokens.
        @Override
        public String toString() {
            return "Activated[]";
        }
    }

    public HttpResponse<?> of(HttpRequest<?> request, ChangeSecondFactor.Confirmation outcome) {
        return switch (outcome) {
            case ChangeSecondFactor.Confirmation.Confirmed(
                            NewRecoveryCodes codes,
                            Sessions.Renewed session) ->
                    cookie.set(
                            answers.ok(Activated.of(codes, session)),
                            session.tokens().refreshToken(),
                            session.kind());
            case ChangeSecondFactor.Confirmation.Enrolled _ ->
                    answers.invalid(request, List.of(Problem.ENROLLED.with("mfa")));
            case ChangeSecondFactor.Confirmation.Wrong _ ->
                    answers.invalid(request, List.of(Problem.WRONG.with("code")));
            case ChangeSecondFactor.Confirmation.Later later ->
                    answers.busy(request, later.retryAfter());
            case ChangeSecondFactor.Confirmation.SignedOut _ ->
                    answers.failed(request, ErrorCode.AUTH_003);
        };
    }
}
