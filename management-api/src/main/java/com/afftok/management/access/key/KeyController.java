package com.afftok.management.access.key;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.access.mailed.ConfirmedAddress;
import com.afftok.management.access.password.CurrentPassword;
import com.afftok.management.access.password.StepUp;
import com.afftok.management.platform.answer.Answers;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.ApiKeyId;
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
import org.jspecify.annotations.Nullable;

/// `/api/account/keys`: API keys of the caller's account. Changes need a fresh proof.
@Controller("/api/account/keys")
@ExecuteOn(TaskExecutors.BLOCKING)
final class KeyController {

    private final ApiKeyRepository keys;
    private final ChangeKeys changeKeys;
    private final StepUp stepUp;
    private final ConfirmedAddress confirmed;
    private final Answers answers;
    private final InstantSource clock;

    KeyController(
            ApiKeyRepository keys,
            ChangeKeys changeKeys,
            StepUp stepUp,
            ConfirmedAddress confirmed,
            Answers answers,
            InstantSource clock) {
        this.keys = keys;
        this.changeKeys = changeKeys;
        this.stepUp = stepUp;
        this.confirmed = confirmed;
        this.answers = answers;
        this.clock = clock;
    }

    @Serdeable
    record All(List<View> keys) {}

    /// @param createdBy the username of the member as whom it acts
    @Serdeable
    record View(
            long id,
            String name,
            List<String> scopes,
            String createdBy,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt) {

        static View of(ApiKeyRow row) {
            return new View(
                    row.id(),
                    row.name(),
                    row.scopes(),
                    row.createdBy(),
                    row.createdAt(),
                    row.expiresAt(),
                    row.lastUsedAt());
        }
    }

    /// A key, shown once.
    @Serdeable
    record Made(
            long id,
            String name,
            List<String> scopes,
            String createdBy,
            Instant createdAt,
            Instant expiresAt,
            @Nullable Instant lastUsedAt,
            String key) {

        static Made of(ChangeKeys.Made made) {
            ApiKeyRow row = made.row();
            return new Made(
                    row.id(),
                    row.name(),
                    row.scopes(),
                    row.createdBy(),
                    row.createdAt(),
                    row.expiresAt(),
                    row.lastUsedAt(),
                    made.key().text());
        }

        /// Omits the key.
        @Override
        public String toString() {
            return "Made[" + id + "]";
        }
    }

    @Get
    @Allow(Permission.OWN_KEYS)
    HttpResponse<?> list(Caller.User caller) {
        return answers.ok(
                new All(keys.list(caller.account().value()).stream().map(View::of).toList()));
    }

    @Post
    @Allow(Permission.OWN_KEYS)
    HttpResponse<?> make(HttpRequest<?> request, Caller.User caller, @Body NewKey wanted) {
        wanted.check(caller, clock.instant());
        return stepUp.refusal(request, caller, wanted.currentPassword())
                .or(() -> confirmed.refusal(request, caller))
                .orElseGet(() -> answers.created(changeKeys.make(caller, wanted), Made::of));
    }

    @Delete("/{id}")
    @Allow(Permission.OWN_KEYS)
    HttpResponse<?> revoke(
            HttpRequest<?> request, Caller.User caller, ApiKeyId id, @Body CurrentPassword proof) {
        if (keys.find(caller.account().value(), id.value()).isEmpty()) {
            return answers.failed(request, ErrorCode.ROUTE_001);
        }
        Optional<HttpResponse<?>> refusal =
                stepUp.refusal(request, caller, proof.currentPassword());
        return refusal.orElseGet(() ->
                changeKeys.revoke(caller, id)
                        ? answers.done()
                        : answers.failed(request, ErrorCode.ROUTE_001));
    }
}
