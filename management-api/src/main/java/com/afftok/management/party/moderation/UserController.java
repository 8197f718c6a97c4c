package com.afftok.management.party.moderation;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.FreshProof;
import com.afftok.management.access.Permission;
import com.afftok.management.party.closing.CloseUser;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.page.Keyset;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Detail;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.UserId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.RequestBean;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// `/api/admin/users`: users, managed by administrators.
@Controller("/api/admin/users")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow(Permission.USERS)
final class UserController {

    private static final Duration ACTIVITY = Duration.ofDays(30);

    private final ModerationRepository users;
    private final UserRepository accounts;
    private final ModerateUsers moderate;
    private final CloseUser closeUser;
    private final MailReset mailReset;
    private final ReadInTime read;
    private final InstantSource clock;
    private final Answers answers;

    UserController(
            ModerationRepository users,
            UserRepository accounts,
            ModerateUsers moderate,
            CloseUser closeUser,
            MailReset mailReset,
            ReadInTime read,
            InstantSource clock,
            Answers answers) {
        this.users = users;
        this.accounts = accounts;
        this.moderate = moderate;
        this.closeUser = closeUser;
        this.mailReset = mailReset;
        this.read = read;
        this.clock = clock;
        this.answers = answers;
    }

    @Get
    HttpResponse<?> list(Caller.Admin caller, @RequestBean UserSearch search) {
        return read.answer(() -> {
            Keyset asked = Keyset.of("users", caller, search.cursor(), search.limit());
            List<ModeratedRow> rows = users.list(search, asked.read());
            return answers.ok(
                    new UserViews.Users(
                            asked.shown(rows, UserViews.User::of),
                            asked.next(rows, row -> Cursor.after(row.id()))));
        });
    }

    @Get("/{id}")
    HttpResponse<?> user(HttpRequest<?> request, UserId id) {
        return read.answer(request, () -> withActivity(request, id));
    }

    private HttpResponse<?> withActivity(HttpRequest<?> request, UserId id) {
        Optional<ModeratedRow> found = users.find(id.value());
        return found.isPresent()
                ? answers.ok(
                        new UserViews.WithActivity(
                                UserViews.User.of(found.get()),
                                accounts.memberships(id.value()),
                                UserViews.Activity.of(
                                        users.activity(
                                                id.value(), clock.instant().minus(ACTIVITY)))))
                : answers.failed(request, ErrorCode.ROUTE_001);
    }

    @Post("/{id}/ban")
    HttpResponse<?> ban(
            HttpRequest<?> request, Caller.Admin caller, UserId id, @Body UserRequests.Ban body) {
        return answer(request, moderate.ban(caller, id, body.reason()));
    }

    @Post("/{id}/activate")
    HttpResponse<?> activate(HttpRequest<?> request, Caller.Admin caller, UserId id) {
        return answer(request, moderate.activate(caller, id));
    }

    @Post("/{id}/close")
    @FreshProof
    HttpResponse<?> close(
            HttpRequest<?> request, Caller.Admin caller, UserId id, @Body UserRequests.Close body) {
        return switch (closeUser.close(
                caller, id, body.version(), body.keepsBalance(), body.reason())) {
            case CloseUser.Outcome.Closed _ ->
                    answers.found(
                            users.find(id.value()).map(UserViews.User::of).orElse(null),
                            ErrorCode.ROUTE_001);
            case CloseUser.Outcome.Unknown _ -> answers.failed(request, ErrorCode.ROUTE_001);
            case CloseUser.Outcome.Mistaken _ -> answers.failed(request, ErrorCode.STATE_001);
            case CloseUser.Outcome.Refused(List<Detail> why) ->
                    answers.failed(request, ErrorCode.STATE_002, why.toArray(Detail[]::new));
        };
    }

    /// The token goes to the user alone.
    @Post("/{id}/password-reset")
    @FreshProof
    HttpResponse<?> resetPassword(
            HttpRequest<?> request, Caller.Admin caller, UserId id, @Body UserRequests.Reset body) {
        return switch (mailReset.mail(caller, id, body.reason())) {
            case MailReset.Outcome.Mailed _ -> answers.done();
            case MailReset.Outcome.TooMany _ -> answers.busy(request, MailReset.RETRY_AFTER);
            case MailReset.Outcome.Unknown _ -> answers.failed(request, ErrorCode.ROUTE_001);
            case MailReset.Outcome.Refused refused ->
                    answers.failed(request, ErrorCode.STATE_002, refused.why());
        };
    }

    @Post("/{id}/reset-mfa")
    @FreshProof
    HttpResponse<?> resetSecondFactor(
            HttpRequest<?> request, Caller.Admin caller, UserId id, @Body UserRequests.Reset body) {
        return answer(request, moderate.resetSecondFactor(caller, id, body.reason()));
    }

    @Post("/{id}/end-sessions")
    @FreshProof
    HttpResponse<?> endSessions(
            HttpRequest<?> request, Caller.Admin caller, UserId id, @Body UserRequests.Reset body) {
        return answer(request, moderate.endSessions(caller, id, body.reason()));
    }

    @Put("/{id}/role")
    @FreshProof
    HttpResponse<?> role(
            HttpRequest<?> request,
            Caller.Admin caller,
            UserId id,
            @Body UserRequests.NewRole body) {
        return answer(request, moderate.changeRole(caller, id, body.version(), body.role()));
    }

    private HttpResponse<?> answer(HttpRequest<?> request, ModerateUsers.Outcome outcome) {
        return switch (outcome) {
            case ModerateUsers.Outcome.Changed it -> answers.ok(UserViews.User.of(it.user()));
            case ModerateUsers.Outcome.Unknown _ -> answers.failed(request, ErrorCode.ROUTE_001);
            case ModerateUsers.Outcome.Stale _ -> answers.failed(request, ErrorCode.STATE_001);
            case ModerateUsers.Outcome.Refused refused ->
                    answers.failed(request, ErrorCode.STATE_002, refused.why());
        };
    }
}
