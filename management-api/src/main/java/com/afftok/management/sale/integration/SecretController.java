package com.afftok.management.sale.integration;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.access.password.StepUp;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.edge.TellEdges;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.PostbackSecretId;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// `/api/advertiser/secrets`: the secrets that sign an advertiser's postbacks. Two secrets of each
/// mode may be active, so that a secret can be replaced while postbacks arrive.
///
/// Edges learn of a change within a second, or, while Redis is down, when they refresh secrets
/// (`POSTBACK_SECRET_REFRESH`).
@Controller("/api/advertiser/secrets")
@ExecuteOn(TaskExecutors.BLOCKING)
final class SecretController {

    private static final int MOST = 50;

    private final SecretRepository secrets;
    private final PostbackSecrets postbackSecrets;
    private final TellEdges edges;
    private final StepUp stepUp;
    private final Answers answers;
    private final InstantSource clock;

    SecretController(
            SecretRepository secrets,
            PostbackSecrets postbackSecrets,
            TellEdges edges,
            StepUp stepUp,
            Answers answers,
            InstantSource clock) {
        this.secrets = secrets;
        this.postbackSecrets = postbackSecrets;
        this.edges = edges;
        this.stepUp = stepUp;
        this.answers = answers;
        this.clock = clock;
    }

    @Serdeable
    record Wanted(String mode) {

        private static final Set<String> MODES = Set.of("live", "test");

        Wanted {
            Fields fields = new Fields();
            mode = fields.oneOf("mode", mode, MODES);
            fields.end();
        }
    }

    @Serdeable
    record Secrets(List<SecretRow> secrets) {}

    /// A secret, shown once.
    @Serdeable
    record NewSecret(
            long id,
            String mode,
            String hint,
            Instant createdAt,
            @Nullable Instant revokedAt,
            String secret) {

        static NewSecret of(PostbackSecrets.Made made) {
            SecretRow row = made.row();
            return new NewSecret(
                    row.id(),
                    row.mode(),
                    row.hint(),
                    row.createdAt(),
                    row.revokedAt(),
                    made.secret());
        }

        /// Omits the secret.
        @Override
        public String toString() {
            return "NewSecret[" + id + "]";
        }
    }

    @Allow(Permission.OWN_INTEGRATION_VIEW)
    @Get
    HttpResponse<?> list(Caller.Advertiser caller) {
        return answers.ok(new Secrets(secrets.list(caller.account().value(), MOST)));
    }

    @Allow(Permission.OWN_INTEGRATION)
    @Post
    HttpResponse<?> make(HttpRequest<?> request, Caller.Advertiser caller, @Body Wanted wanted) {
        Optional<HttpResponse<?>> refusal = stepUp.refusal(request, caller);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<PostbackSecrets.Made> made = postbackSecrets.make(caller.account(), wanted.mode());
        edges.changed(caller.account());
        return made.isPresent()
                ? answers.created(NewSecret.of(made.get()))
                : answers.failed(
                        request, ErrorCode.STATE_002, Problem.TOO_MANY_SECRETS.with("mode"));
    }

    @Allow(Permission.OWN_INTEGRATION)
    @Delete("/{id}")
    HttpResponse<?> revoke(HttpRequest<?> request, Caller.Advertiser caller, PostbackSecretId id) {
        Optional<HttpResponse<?>> refusal = stepUp.refusal(request, caller);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        secrets.revoke(caller.account().value(), id.value(), clock.instant());
        edges.changed(caller.account());
        Optional<SecretRow> revoked = secrets.find(caller.account().value(), id.value());
        return revoked.isPresent()
                ? answers.ok(revoked.get())
                : answers.failed(request, ErrorCode.ROUTE_001);
    }
}
