package com.afftok.management.access.auth;

import com.afftok.management.access.Allow;
import com.afftok.management.access.AllowAnyone;
import com.afftok.management.access.BeforeSecondFactor;
import com.afftok.management.access.Caller;
import com.afftok.management.access.LimitedAsSignIn;
import com.afftok.management.access.Permission;
import com.afftok.management.party.user.AccountView;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.party.user.UserRow;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.answer.Failure;
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

/// `/api/auth`: registration and sign-in of promoters and advertisers, sign-out of all.
@Controller("/api/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuthController {

    private final Register register;
    private final SignIn signIn;
    private final ChangePassword changePassword;
    private final Sessions sessions;
    private final SignOut signOut;
    private final ResetPassword resetPassword;
    private final Audit audit;
    private final UserRepository users;
    private final Answers answers;

    AuthController(
            Register register,
            SignIn signIn,
            ChangePassword changePassword,
            Sessions sessions,
            SignOut signOut,
            ResetPassword resetPassword,
            Audit audit,
            UserRepository users,
            Answers answers) {
        this.register = register;
        this.signIn = signIn;
        this.changePassword = changePassword;
        this.sessions = sessions;
        this.signOut = signOut;
        this.resetPassword = resetPassword;
        this.audit = audit;
        this.users = users;
        this.answers = answers;
    }

    @Post("/register")
    @AllowAnyone
    @LimitedAsSignIn
    HttpResponse<?> register(HttpRequest<?> request, @Body Registration registration) {
        return switch (register.register(request, registration)) {
            case Register.Outcome.Registered registered ->
                    answers.created(SignedInView.of(registered.user(), registered.tokens()));
            case Register.Outcome.Invalid invalid -> answers.invalid(request, invalid.problems());
            case Register.Outcome.Closed closed ->
                    answers.failed(request, ErrorCode.PERM_001, closed.role());
            case Register.Outcome.Taken taken ->
                    answers.failed(
                            request,
                            ErrorCode.AUTH_005,
                            taken.fields().toArray(Failure.Detail[]::new));
            case Register.Outcome.TooBusy _ -> answers.busy(request, Passwords.RETRY_AFTER);
        };
    }

    @Post("/login")
    @AllowAnyone
    @LimitedAsSignIn
    HttpResponse<?> login(HttpRequest<?> request, @Body Credentials credentials) {
        SignIn.Outcome outcome =
                signIn.signIn(request, credentials.email(), credentials.password());
        return switch (outcome) {
            case SignIn.Outcome.SignedIn in -> answers.ok(SignedInView.of(in.user(), in.tokens()));
            case SignIn.Outcome.Wrong _ -> answers.failed(request, ErrorCode.AUTH_001);
            case SignIn.Outcome.Disabled _ -> answers.failed(request, ErrorCode.AUTH_004);
            case SignIn.Outcome.Later later -> answers.busy(request, later.retryAfter());
        };
    }

    @Post("/refresh")
    @AllowAnyone
    HttpResponse<?> refresh(HttpRequest<?> request, @Body RefreshRequest refresh) {
        return switch (sessions.exchange(refresh.refreshToken())) {
            case Sessions.Exchange.Renewed renewed -> answers.ok(renewed.tokens());
            case Sessions.Exchange.Refused refused -> answers.failed(request, refused.code());
        };
    }

    @Post("/logout")
    @BeforeSecondFactor
    @Allow(Permission.OWN_ACCOUNT)
    HttpResponse<?> logout(Caller caller) {
        signOut.signOut(caller);
        return answers.done();
    }

    @Post("/password/reset")
    @AllowAnyone
    @LimitedAsSignIn
    HttpResponse<?> resetPassword(HttpRequest<?> request, @Body PasswordReset reset) {
        ResetPassword.Outcome outcome =
                resetPassword.replace(request, reset.token(), reset.password());
        return switch (outcome) {
            case ResetPassword.Outcome.Replaced _ -> answers.done();
            case ResetPassword.Outcome.Refused refused -> answers.failed(request, refused.code());
            case ResetPassword.Outcome.TooBusy _ -> answers.busy(request, Passwords.RETRY_AFTER);
        };
    }

    @Get("/me")
    @Allow(Permission.OWN_PROFILE)
    HttpResponse<?> me(Caller.User caller) {
        return answers.ok(
                AccountView.of(
                        users.find(caller.user().value(), caller.account().value()).orElseThrow()));
    }

    @Put("/password")
    @Allow(Permission.OWN_PROFILE)
    HttpResponse<?> password(
            HttpRequest<?> request, Caller.User caller, @Body PasswordChange change) {
        UserRow user = users.find(caller.user().value(), caller.account().value()).orElseThrow();
        return changePassword.change(
                request,
                new ChangePassword.Account(SignIn.account(user.email()), user.passwordHash()),
                change,
                hash -> {
                    users.changePassword(user.id(), hash);
                    sessions.closeAll(caller.user(), Ending.PASSWORD_CHANGED);
                    Tokens tokens = sessions.open(caller.user(), caller.account());
                    audit.note(
                            caller.user(),
                            "user.password_change",
                            AuditedObject.of(caller.user()),
                            null,
                            null);
                    return tokens;
                });
    }
}
