package com.afftok.management.access.auth;

import com.afftok.management.access.AllowAnyone;
import com.afftok.management.access.LimitedAsSignIn;
import com.afftok.management.access.identity.AnswerRequests;
import com.afftok.management.access.identity.ProveIdentity;
import com.afftok.management.access.oidc.IdClaims;
import com.afftok.management.access.oidc.Provider;
import com.afftok.management.access.oidc.Providers;
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
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/auth/oidc`: sign-in with accounts at other providers.
@Controller("/api/auth/oidc")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ProviderSignInController {

    private final Providers providers;
    private final ProveIdentity prove;
    private final ProviderSignIn signIn;
    private final AnswerRequests answerRequests;
    private final RefreshCookie cookie;
    private final Answers answers;

    ProviderSignInController(
            Providers providers,
            ProveIdentity prove,
            ProviderSignIn signIn,
            AnswerRequests answerRequests,
            RefreshCookie cookie,
            Answers answers) {
        this.providers = providers;
        this.prove = prove;
        this.signIn = signIn;
        this.answerRequests = answerRequests;
        this.cookie = cookie;
        this.answers = answers;
    }

    @Serdeable
    record All(List<View> providers) {}

    @Serdeable
    record View(String name, String label) {

        static View of(Provider provider) {
            return new View(provider.name(), provider.label());
        }
    }

    /// The answer to a sign-in at a provider: a sign-in here, or a token with which to prove the
    /// second factor or to register.
    ///
    /// @param registered whether a user has the identity
    /// @param email that the provider reports, for the registration
    /// @param fullName the same
    @Serdeable
    record Proven(
            boolean registered,
            @Nullable String oidcToken,
            @Nullable String email,
            @Nullable Boolean emailVerified,
            @Nullable String fullName,
            @Nullable AccountView user,
            @Nullable String token,
            @Nullable String refreshToken,
            @Nullable Instant expiresAt) {

        static Proven of(UserRow user, Tokens tokens, SessionKind kind) {
            Tokens.View shown = Tokens.View.of(tokens, kind);
            return new Proven(
                    true,
                    null,
                    null,
                    null,
                    null,
                    AccountView.of(user),
                    shown.token(),
                    shown.refreshToken(),
                    shown.expiresAt());
        }

        static Proven ofSecondStep(String oidcToken) {
            return new Proven(true, oidcToken, null, null, null, null, null, null, null);
        }

        static Proven of(String oidcToken, IdClaims claims) {
            return new Proven(
                    false,
                    oidcToken,
                    claims.email(),
                    claims.emailVerified(),
                    claims.name(),
                    null,
                    null,
                    null,
                    null);
        }

        /// Omits the tokens.
        @Override
        public String toString() {
            return "Proven[" + registered + "]";
        }
    }

    @Get
    @AllowAnyone
    HttpResponse<?> list() {
        return answers.ok(new All(providers.all().stream().map(View::of).toList()));
    }

    @Post("/{provider}/begin")
    @AllowAnyone
    @LimitedAsSignIn
    HttpResponse<?> begin(HttpRequest<?> request, String provider) {
        return providers
                .named(provider)
                .<HttpResponse<?>>map(known -> answerRequests.of(request, prove.begin(known)))
                .orElseGet(() -> answers.failed(request, ErrorCode.ROUTE_001));
    }

    @Post("/{provider}/end")
    @AllowAnyone
    @LimitedAsSignIn
    HttpResponse<?> end(
            HttpRequest<?> request, String provider, @Body ProviderCredentials credentials) {
        return providers
                .named(provider)
                .<HttpResponse<?>>map(known -> end(request, known, credentials))
                .orElseGet(() -> answers.failed(request, ErrorCode.ROUTE_001));
    }

    private HttpResponse<?> end(
            HttpRequest<?> request, Provider provider, ProviderCredentials credentials) {
        SessionKind kind = credentials.kind();
        return answer(request, signIn.signIn(provider, credentials.proof(), kind), kind);
    }

    @Post("/sign-in")
    @AllowAnyone
    @LimitedAsSignIn
    HttpResponse<?> secondStep(HttpRequest<?> request, @Body ProviderSecondStep step) {
        return answer(request, signIn.signIn(step), step.kind());
    }

    private HttpResponse<?> answer(
            HttpRequest<?> request, ProviderSignIn.Outcome outcome, SessionKind kind) {
        return switch (outcome) {
            case ProviderSignIn.Outcome.SignedIn(UserRow user, Tokens tokens) ->
                    cookie.set(
                            answers.ok(Proven.of(user, tokens, kind)), tokens.refreshToken(), kind);
            case ProviderSignIn.Outcome.Unregistered(String token, IdClaims claims) ->
                    answers.ok(Proven.of(token, claims));
            case ProviderSignIn.Outcome.FactorRequired(String token) ->
                    answers.ok(Proven.ofSecondStep(token));
            case ProviderSignIn.Outcome.FactorWrong _ ->
                    answers.failed(request, ErrorCode.AUTH_001, Problem.WRONG.with("mfa_code"));
            case ProviderSignIn.Outcome.Later later -> answers.busy(request, later.retryAfter());
            case ProviderSignIn.Outcome.AddressTaken _ ->
                    answers.failed(request, ErrorCode.AUTH_005, Problem.LINK_FIRST.with("email"));
            case ProviderSignIn.Outcome.Wrong _ ->
                    answers.failed(request, ErrorCode.AUTH_001, Problem.WRONG.with("code"));
            case ProviderSignIn.Outcome.Refused(ErrorCode code) -> answers.failed(request, code);
            case ProviderSignIn.Outcome.Unreachable _ -> answerRequests.unreachable(request);
        };
    }
}
