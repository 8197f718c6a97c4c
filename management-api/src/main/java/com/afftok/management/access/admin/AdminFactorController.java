package com.afftok.management.access.admin;

import com.afftok.management.access.Allow;
import com.afftok.management.access.BeforeSecondFactor;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.access.factor.AnswerConfirmation;
import com.afftok.management.access.factor.ChangeSecondFactor;
import com.afftok.management.access.factor.Enrolment;
import com.afftok.management.access.factor.FactorOwner;
import com.afftok.management.access.factor.GivenCode;
import com.afftok.management.access.factor.NewRecoveryCodes;
import com.afftok.management.access.factor.SecondFactor;
import com.afftok.management.access.password.ProvePassword;
import com.afftok.management.access.password.StepUp;
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
final class AdminFactorController {

    private static final Detail ENROLLED = Problem.ENROLLED.with("mfa");
    private static final Detail NOT_ENROLLED = Problem.NOT_ENROLLED.with("mfa");
    private static final Detail WRONG_PASSWORD = Problem.WRONG.with("password");
    private static final Detail WRONG_CODE = Problem.WRONG.with("code");

    private final AdminRepository admins;
    private final SecondFactor secondFactor;
    private final ChangeSecondFactor change;
    private final ProvePassword proofs;
    private final StepUp stepUp;
    private final AnswerConfirmation confirmation;
    private final Answers answers;

    AdminFactorController(
            AdminRepository admins,
            SecondFactor secondFactor,
            ChangeSecondFactor change,
            ProvePassword proofs,
            StepUp stepUp,
            AnswerConfirmation confirmation,
            Answers answers) {
        this.admins = admins;
        this.secondFactor = secondFactor;
        this.change = change;
        this.proofs = proofs;
        this.stepUp = stepUp;
        this.confirmation = confirmation;
        this.answers = answers;
    }

    @Post("/enrol")
    @BeforeSecondFactor
    HttpResponse<?> enrol(
            HttpRequest<?> request, Caller.Admin caller, @Body AdminRequests.Password body) {
        Optional<HttpResponse<?>> refusal = stepUp.refusalWithoutFactor(request, caller);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        AdminRow admin = admins.find(caller.id().value()).orElseThrow();
        String account = ProvePassword.ofAdmin(admin.email());
        String password = body.password();
        return switch (proofs.prove(request, account, password, admin.passwordHash())) {
            case ProvePassword.Proof.Later later -> answers.busy(request, later.retryAfter());
            case ProvePassword.Proof.Failed _ -> answers.invalid(request, List.of(WRONG_PASSWORD));
            case ProvePassword.Proof.Given _ -> {
                proofs.proven(request, account, admin.passwordHash());
                Optional<Enrolment> begun = change.open(caller, admin.email());
                yield begun.isPresent()
                        ? answers.ok(begun.get())
                        : answers.invalid(request, List.of(ENROLLED));
            }
        };
    }

    @Post("/confirm")
    @BeforeSecondFactor
    HttpResponse<?> confirm(HttpRequest<?> request, Caller.Admin caller, @Body GivenCode given) {
        return stepUp.refusalWithoutFactor(request, caller)
                .orElseGet(() -> confirmation.of(request, change.confirm(caller, given.code())));
    }

    @Post("/recovery-codes")
    HttpResponse<?> recoveryCodes(
            HttpRequest<?> request, Caller.Admin caller, @Body GivenCode given) {
        return proven(
                request,
                caller,
                given,
                () -> {
                    Optional<NewRecoveryCodes> codes = change.renewRecoveryCodes(caller);
                    return codes.isPresent() ? answers.ok(codes.get()) : notEnrolled(request);
                });
    }

    @Post("/disable")
    HttpResponse<?> disable(HttpRequest<?> request, Caller.Admin caller, @Body GivenCode given) {
        return proven(
                request,
                caller,
                given,
                () -> change.dismiss(caller) ? answers.done() : notEnrolled(request));
    }

    private HttpResponse<?> proven(
            HttpRequest<?> request,
            Caller.Admin caller,
            GivenCode given,
            Supplier<HttpResponse<?>> then) {
        return switch (secondFactor.prove(FactorOwner.of(caller), given.code())) {
            case SecondFactor.Proof.Given _ -> then.get();
            case SecondFactor.Proof.NotEnrolled _ -> notEnrolled(request);
            case SecondFactor.Proof.Missing _, SecondFactor.Proof.Failed _ ->
                    answers.invalid(request, List.of(WRONG_CODE));
            case SecondFactor.Proof.Later later -> answers.busy(request, later.retryAfter());
        };
    }

    private HttpResponse<?> notEnrolled(HttpRequest<?> request) {
        return answers.invalid(request, List.of(NOT_ENROLLED));
    }
}
