package com.afftok.management.access.admin;

import com.afftok.management.access.Allow;
import com.afftok.management.access.AllowAnyone;
import com.afftok.management.access.BeforeNewPassword;
import com.afftok.management.access.BeforeSecondFactor;
import com.afftok.management.access.Caller;
import com.afftok.management.access.LimitedAsSignIn;
import com.afftok.management.access.Permission;
import com.afftok.management.access.password.ChangePassword;
import com.afftok.management.access.password.PasswordChange;
import com.afftok.management.access.password.ProvePassword;
import com.afftok.management.access.password.StepUp;
import com.afftok.management.access.session.Ending;
import com.afftok.management.access.session.RefreshCookie;
import com.afftok.management.access.session.SessionKind;
import com.afftok.management.access.session.Sessions;
import com.afftok.management.access.session.Tokens;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.mail.MailKind;
import com.afftok.management.platform.mail.MailLanguage;
import com.afftok.management.platform.mail.Mails;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
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

/// `/api/admin/auth`: sign-in and password of administrators.
@Controller("/api/admin/auth")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AdminAuthController {

    private final AdminSignIn signIn;
    private final AnswerSignIn answer;
    private final AdminRepository admins;
    private final ChangePassword changePassword;
    private final StepUp stepUp;
    private final Sessions sessions;
    private final RefreshCookie cookie;
    private final Mails mails;
    private final Audit audit;
    private final Answers answers;

    AdminAuthController(
            AdminSignIn signIn,
            AnswerSignIn answer,
            AdminRepository admins,
            ChangePassword changePassword,
            StepUp stepUp,
            Sessions sessions,
            RefreshCookie cookie,
            Mails mails,
            Audit audit,
            Answers answers) {
        this.signIn = signIn;
        this.answer = answer;
        this.admins = admins;
        this.changePassword = changePassword;
        this.stepUp = stepUp;
        this.sessions = sessions;
        this.cookie = cookie;
        this.mails = mails;
        this.audit = audit;
        this.answers = answers;
    }

    @Post("/login")
    @AllowAnyone
    @LimitedAsSignIn
    HttpResponse<?> login(HttpRequest<?> request, @Body AdminRequests.SignIn body) {
        return answer.of(request, signIn.signIn(request, body), body.kind());
    }

    @Get("/me")
    @BeforeSecondFactor
    @Allow(Permission.OWN_ADMIN_ACCOUNT)
    HttpResponse<?> me(Caller.Admin caller) {
        return answers.ok(AdminViews.Account.of(admins.find(caller.id().value()).orElseThrow()));
    }

    @Put("/password")
    @BeforeNewPassword
    @Allow(Permission.OWN_ADMIN_ACCOUNT)
    HttpResponse<?> password(
            HttpRequest<?> request, Caller.Admin caller, @Body PasswordChange change) {
        Optional<HttpResponse<?>> refusal = stepUp.refusalWithoutFactor(request, caller);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        AdminRow admin = admins.find(caller.id().value()).orElseThrow();
        return changePassword.change(
                request,
                new ChangePassword.Account(
                        ProvePassword.ofAdmin(admin.email()),
                        admin.passwordHash(),
                        List.of(admin.fullName(), admin.email())),
                change,
                hash -> {
                    if (admins.changePassword(admin.id(), admin.passwordHash(), hash) == 0) {
                        return changePassword.wrong(request);
                    }
                    mails.add(MailKind.PASSWORD_CHANGED, admin.email(), MailLanguage.EN, Map.of());
                    SessionKind kind = sessions.kind(caller);
                    sessions.closeAll(caller.id(), Ending.PASSWORD_CHANGED);
                    boolean factor = sessions.proof(caller).secondFactor();
                    Tokens tokens = sessions.open(caller.id(), kind, factor);
                    audit.note(
                            caller,
                            "admin.password_change",
                            AuditedObject.of(caller.id()),
                            null,
                            null);
                    return cookie.set(
                            answers.ok(Tokens.View.of(tokens, kind)), tokens.refreshToken(), kind);
                });
    }
}
