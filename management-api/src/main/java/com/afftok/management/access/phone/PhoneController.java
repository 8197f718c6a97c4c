package com.afftok.management.access.phone;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.access.mailed.ConfirmedAddress;
import com.afftok.management.access.password.CurrentPassword;
import com.afftok.management.access.password.StepUp;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/api/auth/phone`: the number of a signed-in user.
@Controller("/api/auth/phone")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow(Permission.OWN_PROFILE)
final class PhoneController {

    private final SendCodes sendCodes;
    private final ProveNumber prove;
    private final OwnNumber own;
    private final StepUp stepUp;
    private final ConfirmedAddress confirmed;
    private final AnswerCodes answerCodes;
    private final Answers answers;

    PhoneController(
            SendCodes sendCodes,
            ProveNumber prove,
            OwnNumber own,
            StepUp stepUp,
            ConfirmedAddress confirmed,
            AnswerCodes answerCodes,
            Answers answers) {
        this.sendCodes = sendCodes;
        this.prove = prove;
        this.own = own;
        this.stepUp = stepUp;
        this.confirmed = confirmed;
        this.answerCodes = answerCodes;
        this.answers = answers;
    }

    /// The number that a user wants to have.
    @Serdeable
    record Change(String phone, @Nullable String channel, @Nullable String currentPassword) {

        Change {
            Fields fields = new Fields();
            PhoneNumber.check(fields, "phone", phone);
            CodeRequest.checkChannel(fields, channel);
            currentPassword = CurrentPassword.parseOrNull(fields, currentPassword);
            fields.end();
        }

        CodeRequest code() {
            return new CodeRequest(phone, null, channel);
        }

        /// Omits all.
        @Override
        public String toString() {
            return "Change[]";
        }
    }

    @Serdeable
    record Proof(String requestId, String code) {

        Proof {
            Fields fields = new Fields();
            CodeProof.check(fields, requestId, code);
            fields.end();
        }

        /// Omits both.
        @Override
        public String toString() {
            return "Proof[]";
        }
    }

    @Put
    HttpResponse<?> change(HttpRequest<?> request, Caller.User caller, @Body Change change) {
        Optional<HttpResponse<?>> refusal =
                stepUp.refusal(request, caller, change.currentPassword())
                        .or(() -> confirmed.refusal(request, caller));
        return refusal.isPresent()
                ? refusal.get()
                : answerCodes.of(request, sendCodes.toUser(request, caller.user(), change.code()));
    }

    @Post("/verify")
    HttpResponse<?> verify(HttpRequest<?> request, Caller.User caller, @Body Proof proof) {
        CodeProof code = new CodeProof(proof.requestId(), proof.code());
        return switch (prove.prove(code, caller.user())) {
            case ProveNumber.Outcome.Proven(String phone) ->
                    own.set(caller, phone)
                            ? answers.done()
                            : answers.failed(
                                    request, ErrorCode.AUTH_005, Problem.TAKEN.with("phone"));
            case ProveNumber.Outcome.Wrong _ -> invalid(request, Problem.WRONG.with("code"));
            case ProveNumber.Outcome.Expired _ ->
                    invalid(request, Problem.EXPIRED.with("request_id"));
            case ProveNumber.Outcome.Spent _ -> invalid(request, Problem.SPENT.with("request_id"));
        };
    }

    @Delete
    HttpResponse<?> remove(
            HttpRequest<?> request, Caller.User caller, @Body CurrentPassword proof) {
        Optional<HttpResponse<?>> refusal =
                stepUp.refusal(request, caller, proof.currentPassword());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return own.remove(caller) ? answers.done() : onlyWayIn(request);
    }

    /// Not 401, which clients treat as an expired access token.
    private HttpResponse<?> invalid(HttpRequest<?> request, Detail why) {
        return answers.invalid(request, List.of(why));
    }

    private HttpResponse<?> onlyWayIn(HttpRequest<?> request) {
        return answers.failed(request, ErrorCode.STATE_002, Problem.ONLY_WAY_IN.with("phone"));
    }
}
