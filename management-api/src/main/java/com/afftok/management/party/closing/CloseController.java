package com.afftok.management.party.closing;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.access.password.CurrentPassword;
import com.afftok.management.access.password.StepUp;
import com.afftok.management.access.session.RefreshCookie;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
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
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/api/auth/close`: users close themselves. It needs a fresh proof.
@Controller("/api/auth/close")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CloseController {

    private final CloseUser closeUser;
    private final StepUp stepUp;
    private final RefreshCookie cookie;
    private final Answers answers;

    CloseController(CloseUser closeUser, StepUp stepUp, RefreshCookie cookie, Answers answers) {
        this.closeUser = closeUser;
        this.stepUp = stepUp;
        this.cookie = cookie;
        this.answers = answers;
    }

    /// @param username the caller's own, so that no request closes a user by mistake
    /// @param keepBalance whether accounts with money are closed, too
    @Serdeable
    record Closing(
            String username, @Nullable String currentPassword, @Nullable Boolean keepBalance) {

        private static final int LONGEST_NAME = 50;

        Closing {
            Fields fields = new Fields();
            username = fields.text("username", username, 1, LONGEST_NAME);
            currentPassword = CurrentPassword.parseOrNull(fields, currentPassword);
            fields.end();
        }

        /// Omits the password.
        @Override
        public String toString() {
            return "Closing[]";
        }
    }

    @Serdeable
    record Closed(boolean closed, List<Kept> kept) {}

    @Post
    @Allow(Permission.OWN_PROFILE)
    HttpResponse<?> close(HttpRequest<?> request, Caller.User caller, @Body Closing wanted) {
        Optional<HttpResponse<?>> refusal =
                stepUp.refusal(request, caller, wanted.currentPassword());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        boolean keepBalance = Boolean.TRUE.equals(wanted.keepBalance());
        return switch (closeUser.closeOwn(caller, wanted.username(), keepBalance)) {
            case CloseUser.Outcome.Closed(List<AccountId> accounts) ->
                    cookie.remove(
                            request, answers.ok(new Closed(true, Kept.of(!accounts.isEmpty()))));
            case CloseUser.Outcome.Unknown _ -> answers.failed(request, ErrorCode.AUTH_003);
            case CloseUser.Outcome.Mistaken _ ->
                    answers.invalid(request, List.of(Problem.NOT_YOUR_NAME.with("username")));
            case CloseUser.Outcome.Refused(List<Detail> why) ->
                    answers.failed(request, ErrorCode.STATE_002, why.toArray(Detail[]::new));
        };
    }
}
