package com.afftok.management.party.member;

import com.afftok.management.access.AllowAnyone;
import com.afftok.management.access.Caller;
import com.afftok.management.access.LimitedAsSignIn;
import com.afftok.management.access.auth.SignedIn;
import com.afftok.management.access.session.RefreshCookie;
import com.afftok.management.access.session.SessionKind;
import com.afftok.management.access.session.Tokens;
import com.afftok.management.party.user.UserRow;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.request.Detail;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/// `/api/auth/invitations/accept`
@Controller("/api/auth/invitations/accept")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AcceptController {

    private final AcceptInvitation acceptInvitation;
    private final RefreshCookie cookie;
    private final Answers answers;

    AcceptController(AcceptInvitation acceptInvitation, RefreshCookie cookie, Answers answers) {
        this.acceptInvitation = acceptInvitation;
        this.cookie = cookie;
        this.answers = answers;
    }

    @Post
    @AllowAnyone
    @LimitedAsSignIn
    HttpResponse<?> accept(
            HttpRequest<?> request, @Nullable Caller caller, @Body Acceptance acceptance) {
        return switch (acceptInvitation.accept(request, caller, acceptance)) {
            case AcceptInvitation.Outcome.Accepted(UserRow user, Tokens tokens, SessionKind kind) ->
                    cookie.set(
                            answers.ok(SignedIn.of(user, tokens, kind)),
                            tokens.refreshToken(),
                            kind);
            case AcceptInvitation.Outcome.Refused refused ->
                    answers.failed(request, refused.code(), refused.why().toArray(Detail[]::new));
            case AcceptInvitation.Outcome.Later later -> answers.busy(request, later.retryAfter());
        };
    }
}
