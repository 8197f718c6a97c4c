package com.afftok.management.access.admin;

import com.afftok.management.access.session.RefreshCookie;
import com.afftok.management.access.session.SessionKind;
import com.afftok.management.access.session.Tokens;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;

/// The answer to a sign-in of an administrator.
@Singleton
final class AnswerSignIn {

    private final RefreshCookie cookie;
    private final Answers answers;

    AnswerSignIn(RefreshCookie cookie, Answers answers) {
        this.cookie = cookie;
        this.answers = answers;
    }

    HttpResponse<?> of(HttpRequest<?> request, AdminSignIn.Outcome outcome, SessionKind kind) {
        return switch (outcome) {
            case AdminSignIn.Outcome.SignedIn(AdminRow admin, Tokens tokens) ->
                    cookie.set(
                            answers.ok(AdminViews.SignedIn.of(admin, Tokens.View.of(tokens, kind))),
                            tokens.refreshToken(),
                            kind);
            case AdminSignIn.Outcome.Wrong _ -> answers.failed(request, ErrorCode.AUTH_001);
            case AdminSignIn.Outcome.CodeMissing _ ->
                    answers.failed(request, ErrorCode.AUTH_001, Problem.REQUIRED.with("code"));
            case AdminSignIn.Outcome.CodeWrong _ ->
                    answers.failed(request, ErrorCode.AUTH_001, Problem.WRONG.with("code"));
            case AdminSignIn.Outcome.Disabled _ -> answers.failed(request, ErrorCode.AUTH_004);
            case AdminSignIn.Outcome.Later later -> answers.busy(request, later.retryAfter());
        };
    }
}
