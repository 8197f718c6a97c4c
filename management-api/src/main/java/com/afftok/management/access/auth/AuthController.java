package com.afftok.management.access.auth;

import com.afftok.management.access.Allow;
import com.afftok.management.access.AllowAnyone;
import com.afftok.management.access.Caller;
import com.afftok.management.access.LimitedAsSignIn;
import com.afftok.management.access.Permission;
import com.afftok.management.access.mailed.MailedTokens;
import com.afftok.management.access.password.ChangePassword;
import com.afftok.management.access.password.PasswordChange;
import com.afftok.management.access.password.Passwords;
import com.afftok.management.access.password.ProvePassword;
import com.afftok.management.access.password.StepUp;
import com.afftok.management.access.session.Ending;
import com.afftok.management.access.session.RefreshCookie;
import com.afftok.management.access.session.SessionKind;
import com.afftok.management.access.session.Sessions;
import com.afftok.management.access.session.Tokens;
import com.afftok.management.party.user.AccountView;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.party.user.UserRow;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.mail.MailKind;
import com.afftok.management.platform.mail.Mails;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `/api/auth`: registration and sign-in of promoters and advertisers.
@Controller("/api/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuthController {

    private final Register register;
    private final SignIn signIn;
    private final ChangePassword changePassword;
    private final StepUp stepUp;
    private final Sessions sessions;
    private final RefreshCookie cookie;
    private final MailedTokens mailed;
    private final Mails mails;
    private final Audit audit;
    private final UserRepository users;
    private final Answers answers;

    AuthController(
            Register register,
            SignIn signIn,
            ChangePassword changePassword,
            StepUp stepUp,
            Sessions sessions,
            RefreshCookie cookie,
            MailedTokens mailed,
            Mails mails,
            Audit audit,
            UserRepository users,
            Answers answers) {
        this.register = register;
        this.signIn = signIn;
        this.changePassword = changePassword;
        this.stepUp = stepUp;
        this.sessions = sessions;
        this.cookie = cookie;
        this.mailed = mailed;
        this.mails = mails;
        this.audit = audit;
        this.users = users;
        this.answers = answers;
    }

    @Post("/register")
    @AllowAnyone
    @LimitedAsSignIn
    HttpResponse<?> register(HttpRequest<?> request, @Body Registration registration) {
        SessionKind kind = registration.kind();
        return switch (register.register(request, registration)) {
            case Register.Outcome.Registered(UserRow user, Tokens tokens) ->
                    cookie.set(
                            answers.created(SignedIn.of(user, tokens, kind)),
                            tokens.refreshToken(),
                            kind);
            case Register.Outcome.Invalid invalid -> answers.invalid(request, invalid.problems());
            case Register.Outcome.Closed closed ->
                    answers.failed(request, ErrorCode.PERM_001, closed.role());
            case Register.Outcome.Taken taken ->
                    answers.failed(
                            request, ErrorCode.AUTH_005, taken.fields().toArray(Detail[]::new));
            case Register.Outcome.Refused(ErrorCode code) -> answers.failed(request, code);
            case Register.Outcome.TooBusy _ -> answers.busy(request, Passwords.RETRY_AFTER);
        };
    }

    @Post("/login")
    @AllowAnyone
    @LimitedAsSignIn
    HttpResponse<?> login(HttpRequest<?> request, @Body Credentials credentials) {
        SessionKind kind = credentials.kind();
        SignIn.Outcome outcome =
                signIn.signIn(
                        request,
                        credentials.email(),
                        credentials.password(),
                        credentials.code(),
                        kind);
        return switch (outcome) {
            case SignIn.Outcome.SignedIn(UserRow user, Tokens tokens) ->
                    cookie.set(
                            answers.ok(SignedIn.of(user, tokens, kind)),
                            tokens.refreshToken(),
                            kind);
            case SignIn.Outcome.Wrong _ -> answers.failed(request, ErrorCode.AUTH_001);
            case SignIn.Outcome.CodeMissing _ ->
                    answers.failed(request, ErrorCode.AUTH_001, Problem.REQUIRED.with("code"));
            case SignIn.Outcome.CodeWrong _ ->
                    answers.failed(request, ErrorCode.AUTH_001, Problem.WRONG.with("code"));
            case SignIn.Outcome.Disabled _ -> answers.failed(request, ErrorCode.AUTH_004);
            case SignIn.Outcome.Later later -> answers.busy(request, later.retryAfter());
        };
    }

    @Get("/me")
    @Allow(Permission.OWN_PROFILE)
    HttpResponse<?> me(Caller.User caller) {
        return answers.ok(AccountView.of(users.present(caller)));
    }

    @Put("/password")
    @Allow(Permission.OWN_PROFILE)
    HttpResponse<?> password(
            HttpRequest<?> request, Caller.User caller, @Body PasswordChange change) {
        UserRow user = users.present(caller);
        String email = user.email();
        String former = user.passwordHash();
        if (email == null || former == null) {
            return changePassword.wrong(request);
        }
        Optional<HttpResponse<?>> refusal = stepUp.refusalWithoutFactor(request, caller);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        SessionKind kind = sessions.kind(caller);
        return changePassword.change(
                request,
                new ChangePassword.Account(
                        ProvePassword.ofUser(email),
                        former,
                        List.of(user.username(), user.fullName(), email)),
                change,
                hash -> {
                    if (users.changePassword(user.id(), former, hash) == 0) {
                        return changePassword.wrong(request);
                    }
                    mailed.dismiss(caller.user());
                    mails.tell(user, MailKind.PASSWORD_CHANGED, Map.of());
                    sessions.closeAll(caller.user(), Ending.PASSWORD_CHANGED);
                    Optional<Tokens> opened = sessions.again(caller, kind);
                    audit.note(
                            caller.user(),
                            "user.password_change",
                            AuditedObject.of(caller.user()),
                            null,
                            null);
                    return opened.<HttpResponse<?>>map(tokens ->
                                    cookie.set(
                                            answers.ok(Tokens.View.of(tokens, kind)),
                                            tokens.refreshToken(),
                                            kind))
                            .orElseGet(() -> answers.failed(request, ErrorCode.AUTH_003));
                });
    }
}
