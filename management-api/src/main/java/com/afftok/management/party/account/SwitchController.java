package com.afftok.management.party.account;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.access.auth.SignedIn;
import com.afftok.management.access.session.RefreshCookie;
import com.afftok.management.access.session.SessionKind;
import com.afftok.management.access.session.Tokens;
import com.afftok.management.party.user.UserRow;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.request.Fields;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.AccountId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;

/// `/api/auth/switch`: the user goes on in another account.
@Controller("/api/auth/switch")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SwitchController {

    private final SwitchAccount switchAccount;
    private final RefreshCookie cookie;
    private final Answers answers;

    SwitchController(SwitchAccount switchAccount, RefreshCookie cookie, Answers answers) {
        this.switchAccount = switchAccount;
        this.cookie = cookie;
        this.answers = answers;
    }

    @Serdeable
    record Wanted(Long accountId) {

        Wanted {
            Fields fields = new Fields();
            accountId = fields.id("account_id", accountId);
            fields.end();
        }
    }

    @Post
    @Allow(Permission.OWN_PROFILE)
    HttpResponse<?> enter(HttpRequest<?> request, Caller.User caller, @Body Wanted wanted) {
        return switch (switchAccount.enter(caller, new AccountId(wanted.accountId()))) {
            case SwitchAccount.Outcome.Entered(UserRow user, Tokens tokens, SessionKind kind) ->
                    cookie.set(
                            answers.ok(SignedIn.of(user, tokens, kind)),
                            tokens.refreshToken(),
                            kind);
            case SwitchAccount.Outcome.Unknown _ -> answers.failed(request, ErrorCode.ROUTE_001);
            case SwitchAccount.Outcome.Ended _ -> answers.failed(request, ErrorCode.AUTH_003);
            case SwitchAccount.Outcome.Disabled _ -> answers.failed(request, ErrorCode.AUTH_004);
        };
    }
}
