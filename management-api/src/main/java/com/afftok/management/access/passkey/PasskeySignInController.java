package com.afftok.management.access.passkey;

import com.afftok.management.access.AllowAnyone;
import com.afftok.management.access.LimitedAsSignIn;
import com.afftok.management.access.auth.SignedIn;
import com.afftok.management.access.session.RefreshCookie;
import com.afftok.management.access.session.SessionKind;
import com.afftok.management.access.session.Tokens;
import com.afftok.management.party.user.UserRow;
import com.afftok.management.platform.answer.Answers;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/// `/api/auth/passkeys/sign-in`: sign-in with a passkey.
@Controller("/api/auth/passkeys/sign-in")
@ExecuteOn(TaskExecutors.BLOCKING)
final class PasskeySignInController {

    private final PasskeyRequests requests;
    private final PasskeyOptions options;
    private final PasskeySignIn signIn;
    private final RefreshCookie cookie;
    private final Answers answers;

    PasskeySignInController(
            PasskeyRequests requests,
            PasskeyOptions options,
            PasskeySignIn signIn,
            RefreshCookie cookie,
            Answers answers) {
        this.requests = requests;
        this.options = options;
        this.signIn = signIn;
        this.cookie = cookie;
        this.answers = answers;
    }

    @Post("/begin")
    @AllowAnyone
    @LimitedAsSignIn
    HttpResponse<?> begin(HttpRequest<?> request) {
        return requests.begin(null)
                .<HttpResponse<?>>map(begun -> answers.ok(options.toProve(begun)))
                .orElseGet(() -> answers.busy(request, PasskeyController.TOO_MANY_WAIT));
    }

    @Post
    @AllowAnyone
    @LimitedAsSignIn
    HttpResponse<?> signIn(HttpRequest<?> request, @Body PasskeyCredentials credentials) {
        SessionKind kind = credentials.kind();
        return switch (signIn.signIn(credentials)) {
            case PasskeySignIn.Outcome.SignedIn(UserRow user, Tokens tokens) ->
                    cookie.set(
                            answers.ok(SignedIn.of(user, tokens, kind)),
                            tokens.refreshToken(),
                            kind);
            case PasskeySignIn.Outcome.Refused(PasskeySignIn.Proof.Failed why) ->
                    why.answer(request, answers);
        };
    }
}
