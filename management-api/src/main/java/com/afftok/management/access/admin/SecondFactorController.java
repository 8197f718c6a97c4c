package com.afftok.management.access.admin;

import com.afftok.management.access.Allow;
import com.afftok.management.access.BeforeSecondFactor;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.access.password.ProvePassword;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// `/api/admin/auth/mfa`: an administrator's second factor, from enrolment to removal.
///
/// It becomes active when a first code is confirmed, so that an app that was set up wrong locks
/// nobody out.
@Controller("/api/admin/auth/mfa")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow(Permission.OWN_ADMIN_ACCOUNT)
final class SecondFactorController {

    private static final Detail ENROLLED = Problem.ENROLLED.with("mfa");
    private static final Detail NOT_ENROLLED = Problem.NOT_ENROLLED.with("mfa");
    private static final Detail WRONG_PASSWORD = Problem.WRONG.with("password");
    private static final Detail WRONG_CODE = Problem.WRONG.with("code");

    private final AdminRepository admins;
    private final SecondFactor secondFactor;
    private final ProvePassword proofs;
    private final Answers answers;

    SecondFactorController(
            AdminRepository admins,
            SecondFactor secondFactor,
            ProvePassword proofs,
            Answers answers) {
        this.admins = admins;
        this.secondFactor = secondFactor;
        this.proofs = proofs;
        this.answers = answers;
    }

    @Post("/enrol")
    @BeforeSecondFactor
    HttpResponse<?> enrol(
            HttpRequest<?> request, Caller.Admin caller, @Body AdminRequests.Password body) {
        AdminRow admin = admin(caller);
        String account = AdminSignIn.account(admin.email());
        String password = body.password();
        return switch (proofs.prove(request, account, password, admin.passwordHash())) {
            case ProvePassword.Proof.Later later -> answers.busy(request, later.retryAfter());
            case ProvePassword.Proof.Failed _ -> answers.invalid(request, List.of(WRONG_PASSWORD));
            case ProvePassword.Proof.Given _ -> {
                proofs.proven(request, account, admin.passwordHash());
                Optional<byte[]> secret = secondFactor.open(admin);
                yield secret.isPresent()
                        ? answers.ok(AdminViews.Enrolment.of(admin, secret.get()))
                        : answers.invalid(request, List.of(ENROLLED));
            }
        };
    }

    @Post("/confirm")
    @BeforeSecondFactor
    HttpResponse<?> confirm(
            HttpRequest<?> request, Caller.Admin caller, @Body AdminRequests.Code body) {
        AdminRow admin = admin(caller);
        return admin.isEnrolled()
                ? answers.invalid(request, List.of(ENROLLED))
                : proven(
                        request,
                        admin,
                        body,
                        () -> {
                            Optional<List<String>> codes =
                                    secondFactor.enrol(admin, caller.session());
                            return codes.isPresent()
                                    ? answers.ok(new AdminViews.RecoveryCodes(codes.get()))
                                    : answers.invalid(request, List.of(overtaken(caller)));
                        });
    }

    @Post("/recovery-codes")
    HttpResponse<?> recoveryCodes(
            HttpRequest<?> request, Caller.Admin caller, @Body AdminRequests.Code body) {
        AdminRow admin = admin(caller);
        return enrolled(
                request,
                admin,
                body,
                () ->
                        answers.ok(
                                new AdminViews.RecoveryCodes(
                                        secondFactor.renewRecoveryCodes(admin))));
    }

    @Post("/disable")
    HttpResponse<?> disable(
            HttpRequest<?> request, Caller.Admin caller, @Body AdminRequests.Code body) {
        AdminRow admin = admin(caller);
        return enrolled(
                request,
                admin,
                body,
                () -> {
                    secondFactor.dismiss(admin);
                    return answers.done();
                });
    }

    private HttpResponse<?> enrolled(
            HttpRequest<?> request,
            AdminRow admin,
            AdminRequests.Code body,
            Supplier<HttpResponse<?>> then) {
        return admin.isEnrolled()
                ? proven(request, admin, body, then)
                : answers.invalid(request, List.of(NOT_ENROLLED));
    }

    private HttpResponse<?> proven(
            HttpRequest<?> request,
            AdminRow admin,
            AdminRequests.Code body,
            Supplier<HttpResponse<?>> then) {
        return switch (secondFactor.prove(admin, body.code())) {
            case SecondFactor.Proof.Given _ -> then.get();
            case SecondFactor.Proof.Failed _ -> answers.invalid(request, List.of(WRONG_CODE));
            case SecondFactor.Proof.Later later -> answers.busy(request, later.retryAfter());
        };
    }

    /// Why an enrolment with a right code was not confirmed: another request has confirmed it, or
    /// has begun a new enrolment with another secret.
    private Detail overtaken(Caller.Admin caller) {
        return admin(caller).isEnrolled() ? ENROLLED : WRONG_CODE;
    }

    private AdminRow admin(Caller.Admin caller) {
        return admins.find(caller.id().value()).orElseThrow();
    }
}
