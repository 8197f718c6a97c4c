package com.afftok.management.access.auth;

import com.afftok.management.access.AllowAnyone;
import com.afftok.management.access.LimitedAsSignIn;
import com.afftok.management.access.phone.AnswerCodes;
import com.afftok.management.access.phone.CodeRequest;
import com.afftok.management.access.phone.SendCodes;
import com.afftok.management.access.session.RefreshCookie;
import com.afftok.management.access.session.SessionKind;
import com.afftok.management.access.session.Tokens;
import com.afftok.management.party.user.AccountView;
import com.afftok.management.party.user.UserRow;
import com.afftok.management.platform.answer.Answers;
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
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// `/api/auth/send-otp` and `/api/auth/verify-otp`: sign-in by phone.
@Controller("/api/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PhoneSignInController {

    private final SendCodes sendCodes;
    private final AnswerCodes answerCodes;
    private final PhoneSignIn signIn;
    private final RefreshCookie cookie;
    private final Answers answers;

    PhoneSignInController(
            SendCodes sendCodes,
            AnswerCodes answerCodes,
            PhoneSignIn signIn,
            RefreshCookie cookie,
            Answers answers) {
        this.sendCodes = sendCodes;
        this.answerCodes = answerCodes;
        this.signIn = signIn;
        this.cookie = cookie;
        this.answers = answers;
    }

    /// The answer to a right code: either a sign-in, or a token with which to register.
    @Serdeable
    record Proven(
            boolean registered,
            @Nullable String phoneToken,
            @Nullable AccountView user,
            @Nullable String token,
            @Nullable String refreshToken,
            @Nullable Instant expiresAt) {

        static Proven of(UserRow user, Tokens tokens, SessionKind kind) {
            Tokens.View shown = Tokens.View.of(tokens, kind);
            return new Proven(
                    true,
                    null,
                    AccountView.of(user),
                    shown.token(),
                    shown.refreshToken(),
                    shown.expiresAt());
        }

        static Proven of(String phoneToken) {
            return new Proven(false, phoneToken, null, null, null, null);
        }

        /// Omits the tokens.
        @Override
        public String toString() {
            return "Proven[" + registered + "]";
        }
    }

    @Post("/send-otp")
    @AllowAnyone
    @LimitedAsSignIn
    HttpResponse<?> send(HttpRequest<?> request, @Body CodeRequest wanted) {
        return answerCodes.of(request, sendCodes.toAnybody(request, wanted));
    }

    @Post("/verify-otp")
    @AllowAnyone
    @LimitedAsSignIn
    HttpResponse<?> verify(HttpRequest<?> request, @Body PhoneCredentials credentials) {
        SessionKind kind = credentials.kind();
        return switch (signIn.signIn(request, credentials.proof(), credentials.mfaCode(), kind)) {
            case PhoneSignIn.Outcome.SignedIn(UserRow user, Tokens tokens) ->
                    cookie.set(
                            answers.ok(Proven.of(user, tokens, kind)), tokens.refreshToken(), kind);
            case PhoneSignIn.Outcome.Unregistered(String phoneToken) ->
                    answers.ok(Proven.of(phoneToken));
            case PhoneSignIn.Outcome.Wrong _ ->
                    answers.failed(request, ErrorCode.AUTH_001, Problem.WRONG.with("code"));
            case PhoneSignIn.Outcome.CodeMissing _ ->
                    answers.failed(request, ErrorCode.AUTH_001, Problem.REQUIRED.with("mfa_code"));
            case PhoneSignIn.Outcome.CodeWrong _ ->
                    answers.failed(request, ErrorCode.AUTH_001, Problem.WRONG.with("mfa_code"));
            case PhoneSignIn.Outcome.Later later -> answers.busy(request, later.retryAfter());
            case PhoneSignIn.Outcome.Refused(ErrorCode code) -> answers.failed(request, code);
        };
    }
}
