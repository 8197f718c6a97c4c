package com.afftok.management.access.auth;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.access.factor.AnswerConfirmation;
import com.afftok.management.access.factor.ChangeSecondFactor;
import com.afftok.management.access.factor.Enrolment;
import com.afftok.management.access.factor.FactorOwner;
import com.afftok.management.access.factor.GivenCode;
import com.afftok.management.access.factor.NewRecoveryCodes;
import com.afftok.management.access.factor.SecondFactor;
import com.afftok.management.access.password.CurrentPassword;
import com.afftok.management.access.password.StepUp;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.party.user.UserRow;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/api/auth/mfa`: a user's second factor, from enrolment to removal. Changes need a fresh proof.
///
/// It becomes active when a first code is confirmed, so that an app that was set up wrong locks
/// nobody out.
@Controller("/api/auth/mfa")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow(Permission.OWN_PROFILE)
final class SecondFactorController {

    private static final Detail ENROLLED = Problem.ENROLLED.with("mfa");
    private static final Detail NOT_ENROLLED = Problem.NOT_ENROLLED.with("mfa");

    private final SecondFactor secondFactor;
    private final ChangeSecondFactor change;
    private final StepUp stepUp;
    private final UserRepository users;
    private final AnswerConfirmation confirmation;
    private final Answers answers;

    SecondFactorController(
            SecondFactor secondFactor,
            ChangeSecondFactor change,
            StepUp stepUp,
            UserRepository users,
            AnswerConfirmation confirmation,
            Answers answers) {
        this.secondFactor = secondFactor;
        this.change = change;
        this.stepUp = stepUp;
        this.users = users;
        this.confirmation = confirmation;
        this.answers = answers;
    }

    /// @param enrolledAt null if no second factor is active
    @Serdeable
    record State(boolean enrolled, @Nullable Instant enrolledAt, long recoveryCodesLeft) {}

    @Get
    HttpResponse<?> state(Caller.User caller) {
        return answers.ok(
                secondFactor
                        .find(FactorOwner.of(caller))
                        .map(found -> new State(true, found.since(), found.codesLeft()))
                        .orElse(new State(false, null, 0)));
    }

    @Post("/enrol")
    HttpResponse<?> enrol(HttpRequest<?> request, Caller.User caller, @Body CurrentPassword proof) {
        Optional<HttpResponse<?>> refusal =
                stepUp.refusal(request, caller, proof.currentPassword());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        UserRow user = users.present(caller);
        String email = user.email();
        Optional<Enrolment> begun = change.open(caller, email == null ? user.username() : email);
        return begun.isPresent()
                ? answers.ok(begun.get())
                : answers.invalid(request, List.of(ENROLLED));
    }

    @Post("/confirm")
    HttpResponse<?> confirm(HttpRequest<?> request, Caller.User caller, @Body GivenCode given) {
        return confirmation.of(request, change.confirm(caller, given.code()));
    }

    @Post("/recovery-codes")
    HttpResponse<?> renew(HttpRequest<?> request, Caller.User caller) {
        Optional<HttpResponse<?>> refusal = stepUp.refusal(request, caller);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<NewRecoveryCodes> codes = change.renewRecoveryCodes(caller);
        return codes.isPresent()
                ? answers.ok(codes.get())
                : answers.invalid(request, List.of(NOT_ENROLLED));
    }

    @Delete
    HttpResponse<?> remove(HttpRequest<?> request, Caller.User caller) {
        Optional<HttpResponse<?>> refusal = stepUp.refusal(request, caller);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return change.dismiss(caller)
                ? answers.done()
                : answers.invalid(request, List.of(NOT_ENROLLED));
    }
}
