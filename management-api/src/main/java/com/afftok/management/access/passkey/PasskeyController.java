package com.afftok.management.access.passkey;

import com.afftok.management.access.Allow;
import com.afftok.management.access.BeforeSecondFactor;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.access.factor.FactorOwner;
import com.afftok.management.access.mailed.ConfirmedAddress;
import com.afftok.management.access.password.CurrentPassword;
import com.afftok.management.access.password.StepUp;
import com.afftok.management.party.user.UserRepository;
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
import io.micronaut.json.tree.JsonNode;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/api/auth/passkeys`: the passkeys that sign the caller in.
@Controller("/api/auth/passkeys")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow(Permission.OWN_ACCOUNT)
final class PasskeyController {

    static final Duration TOO_MANY_WAIT = Duration.ofMinutes(1);

    private static final int LONGEST_NAME = 50;
    private static final Detail TOO_MANY =
            Problem.TOO_MANY_PASSKEYS.with("passkeys", Passkeys.MOST);

    private final Passkeys passkeys;
    private final PasskeyRequests requests;
    private final PasskeyOptions options;
    private final VerifyPasskey verify;
    private final StepUp stepUp;
    private final ConfirmedAddress confirmed;
    private final UserRepository users;
    private final Answers answers;

    PasskeyController(
            Passkeys passkeys,
            PasskeyRequests requests,
            PasskeyOptions options,
            VerifyPasskey verify,
            StepUp stepUp,
            ConfirmedAddress confirmed,
            UserRepository users,
            Answers answers) {
        this.passkeys = passkeys;
        this.requests = requests;
        this.options = options;
        this.verify = verify;
        this.stepUp = stepUp;
        this.confirmed = confirmed;
        this.users = users;
        this.answers = answers;
    }

    @Serdeable
    record All(List<View> passkeys) {}

    @Serdeable
    record View(
            long id,
            String name,
            boolean backedUp,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {

        static View of(PasskeyRow row) {
            return new View(
                    row.id(), row.name(), row.backedUp(), row.createdAt(), row.lastUsedAt());
        }
    }

    @Serdeable
    record Wanted(String requestToken, String name, JsonNode credential) {

        Wanted {
            Fields fields = new Fields();
            fields.secret("request_token", requestToken, PasskeyCredentials.LONGEST_TOKEN);
            name = fields.name("name", name, LONGEST_NAME);
            GivenCredential.check(fields, credential, GivenCredential.MADE);
            fields.end();
        }

        /// Omits all.
        @Override
        public String toString() {
            return "Wanted[]";
        }
    }

    @Get
    @BeforeSecondFactor
    HttpResponse<?> list(Caller caller) {
        return answers.ok(
                new All(passkeys.of(FactorOwner.of(caller)).stream().map(View::of).toList()));
    }

    @Post("/begin")
    @BeforeSecondFactor
    HttpResponse<?> begin(HttpRequest<?> request, Caller caller, @Body CurrentPassword proof) {
        Optional<HttpResponse<?>> refusal =
                stepUp.refusal(request, caller, proof.currentPassword())
                        .or(() -> unconfirmed(request, caller));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        FactorOwner owner = FactorOwner.of(caller);
        List<PasskeyRow> present = passkeys.of(owner);
        if (present.size() >= Passkeys.MOST) {
            return answers.failed(request, ErrorCode.STATE_002, TOO_MANY);
        }
        PasskeyRequests.Begun begun = requests.begin(owner).orElse(null);
        return begun == null
                ? answers.busy(request, TOO_MANY_WAIT)
                : answers.ok(options.toMake(begun, passkeys.handle(owner), name(caller), present));
    }

    private Optional<HttpResponse<?>> unconfirmed(HttpRequest<?> request, Caller caller) {
        return caller instanceof Caller.User user
                ? confirmed.refusal(request, user)
                : Optional.empty();
    }

    private PasskeyOptions.Name name(Caller caller) {
        return switch (caller) {
            case Caller.User user -> PasskeyOptions.Name.of(users.present(user));
            case Caller.Admin admin -> passkeys.name(admin.id());
        };
    }

    @Post
    @BeforeSecondFactor
    HttpResponse<?> add(HttpRequest<?> request, Caller caller, @Body Wanted wanted) {
        Optional<HttpResponse<?>> refusal = stepUp.refusalWithoutFactor(request, caller);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return switch (requests.use(wanted.requestToken(), FactorOwner.of(caller))) {
            case USED ->
                    verify.made(
                                    PasskeyRequests.challenge(wanted.requestToken()),
                                    passkeys.handle(FactorOwner.of(caller)),
                                    GivenCredential.of(wanted.credential(), GivenCredential.MADE))
                            .<HttpResponse<?>>map(made ->
                                    added(request, passkeys.add(caller, wanted.name(), made)))
                            .orElseGet(() -> invalid(request, Problem.WRONG.with("credential")));
            case EXPIRED -> invalid(request, Problem.EXPIRED.with("request_token"));
            case UNKNOWN -> invalid(request, Problem.USED.with("request_token"));
        };
    }

    private HttpResponse<?> added(HttpRequest<?> request, Passkeys.Addition addition) {
        return switch (addition) {
            case ADDED -> answers.done();
            case TAKEN ->
                    answers.failed(request, ErrorCode.AUTH_005, Problem.TAKEN.with("credential"));
            case TOO_MANY -> answers.failed(request, ErrorCode.STATE_002, TOO_MANY);
        };
    }

    @Delete("/{id}")
    @BeforeSecondFactor
    HttpResponse<?> remove(
            HttpRequest<?> request, Caller caller, long id, @Body CurrentPassword proof) {
        if (passkeys.of(FactorOwner.of(caller)).stream().noneMatch(one -> one.id() == id)) {
            return answers.failed(request, ErrorCode.ROUTE_001);
        }
        Optional<HttpResponse<?>> refusal =
                stepUp.refusal(request, caller, proof.currentPassword());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return switch (passkeys.remove(caller, id)) {
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
