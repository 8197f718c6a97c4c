package com.afftok.management.access.identity;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.access.mailed.ConfirmedAddress;
import com.afftok.management.access.oidc.IdClaims;
import com.afftok.management.access.oidc.Provider;
import com.afftok.management.access.oidc.Providers;
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
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/api/auth/identities`: the accounts at providers that sign the caller in.
@Controller("/api/auth/identities")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow(Permission.OWN_PROFILE)
final class IdentityController {

    private static final int LONGEST_NAME = 30;

    private final Identities identities;
    private final ProveIdentity prove;
    private final Providers providers;
    private final AnswerRequests answerRequests;
    private final StepUp stepUp;
    private final ConfirmedAddress confirmed;
    private final Answers answers;

    IdentityController(
            Identities identities,
            ProveIdentity prove,
            Providers providers,
            AnswerRequests answerRequests,
            StepUp stepUp,
            ConfirmedAddress confirmed,
            Answers answers) {
        this.identities = identities;
        this.prove = prove;
        this.providers = providers;
        this.answerRequests = answerRequests;
        this.stepUp = stepUp;
        this.confirmed = confirmed;
        this.answers = answers;
    }

    @Serdeable
    record All(List<View> identities) {}

    /// @param provider null if it is not configured any more, so that the identity signs nobody in
    @Serdeable
    record View(
            long id,
            @Nullable String provider,
            String label,
            @Nullable String email,
            Instant linkedAt,
            Instant lastUsedAt) {}

    /// The provider at which a user wants to link an account.
    @Serdeable
    record Wanted(String provider, @Nullable String currentPassword) {

        Wanted {
            Fields fields = new Fields();
            provider = fields.text("provider", provider, 1, LONGEST_NAME);
            currentPassword = CurrentPassword.parseOrNull(fields, currentPassword);
            fields.end();
        }

        /// Omits the password.
        @Override
        public String toString() {
            return "Wanted[]";
        }
    }

    @Serdeable
    record Proof(String requestToken, String state, String code, @Nullable String iss) {

        Proof {
            Fields fields = new Fields();
            IdentityProof.check(fields, requestToken, state, code, iss);
            fields.end();
        }

        /// Omits all.
        @Override
        public String toString() {
            return "Proof[]";
        }
    }

    @Get
    HttpResponse<?> list(Caller.User caller) {
        return answers.ok(new All(identities.of(caller).stream().map(this::view).toList()));
    }

    private View view(IdentityRow row) {
        return new View(
                row.id(),
                identities.provider(row.issuer()),
                identities.label(row.issuer()),
                row.email(),
                row.createdAt(),
                row.lastUsedAt());
    }

    @Post
    HttpResponse<?> begin(HttpRequest<?> request, Caller.User caller, @Body Wanted wanted) {
        Provider provider = providers.named(wanted.provider()).orElse(null);
        if (provider == null) {
            return invalid(
                    request,
                    Problem.NOT_ONE_OF.with(
                            "provider", providers.all().stream().map(Provider::name).toList()));
        }
        Optional<HttpResponse<?>> refusal =
                stepUp.refusal(request, caller, wanted.currentPassword())
                        .or(() -> confirmed.refusal(request, caller));
        return refusal.orElseGet(
                () -> answerRequests.of(request, prove.begin(provider, caller.user())));
    }

    @Post("/verify")
    HttpResponse<?> verify(HttpRequest<?> request, Caller.User caller, @Body Proof proof) {
        IdentityProof proven =
                new IdentityProof(proof.requestToken(), proof.state(), proof.code(), proof.iss());
        return switch (prove.prove(caller.user(), proven)) {
            case ProveIdentity.Outcome.Proven(IdClaims claims) ->
                    switch (identities.link(caller, claims)) {
                        case LINKED -> answers.done();
                        case ANOTHERS ->
                                answers.failed(
                                        request, ErrorCode.AUTH_005, Problem.TAKEN.with("code"));
                        case ONE_ALREADY ->
                                answers.failed(
                                        request,
                                        ErrorCode.STATE_002,
                                        Problem.LINKED_ALREADY.with("code"));
                    };
            case ProveIdentity.Outcome.Wrong _ -> invalid(request, Problem.WRONG.with("code"));
            case ProveIdentity.Outcome.Expired _ ->
                    invalid(request, Problem.EXPIRED.with("request_token"));
            case ProveIdentity.Outcome.Unknown _ ->
                    invalid(request, Problem.USED.with("request_token"));
            case ProveIdentity.Outcome.Unreachable _ -> answerRequests.unreachable(request);
        };
    }

    @Delete("/{id}")
    HttpResponse<?> remove(
            HttpRequest<?> request, Caller.User caller, long id, @Body CurrentPassword proof) {
        if (identities.of(caller).stream().noneMatch(one -> one.id() == id)) {
            return answers.failed(request, ErrorCode.ROUTE_001);
        }
        Optional<HttpResponse<?>> refusal =
                stepUp.refusal(request, caller, proof.currentPassword());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return switch (identities.remove(caller, id)) {
            case REMOVED -> answers.done();
            case UNKNOWN -> answers.failed(request, ErrorCode.ROUTE_001);
            case ONLY_WAY_IN ->
                    answers.failed(request, ErrorCode.STATE_002, Problem.ONLY_WAY_IN.with("id"));
        };
    }

    /// Not 401, which clients treat as an expired access token.
    private HttpResponse<?> invalid(HttpRequest<?> request, Detail why) {
        return answers.invalid(request, List.of(why));
    }
}
