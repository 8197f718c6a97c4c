package com.afftok.management.access.session;

import com.afftok.management.access.Allow;
import com.afftok.management.access.BeforeSecondFactor;
import com.afftok.management.access.Caller;
import com.afftok.management.access.FreshProof;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// `/api/auth/sessions`: where whoever calls is signed in, to see and to end.
@Controller("/api/auth/sessions")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow(Permission.OWN_ACCOUNT)
final class SessionController {

    private final Sessions sessions;
    private final SignOut signOut;
    private final Answers answers;

    SessionController(Sessions sessions, SignOut signOut, Answers answers) {
        this.sessions = sessions;
        this.signOut = signOut;
        this.answers = answers;
    }

    @Serdeable
    record All(List<View> sessions) {}

    /// @param current whether it is the one that calls
    @Serdeable
    record View(
            UUID id,
            boolean current,
            @Nullable String device,
            @Nullable String address,
            @Nullable String country,
            Instant createdAt,
            Instant lastUsedAt,
            Instant expiresAt) {

        static View of(SessionInUse session, Caller caller) {
            return new View(
                    session.id(),
                    session.id().equals(caller.session()),
                    session.device(),
                    session.address(),
                    session.country(),
                    session.createdAt(),
                    session.lastUsedAt(),
                    session.expiresAt());
        }
    }

    @Get
    @BeforeSecondFactor
    HttpResponse<?> list(Caller caller) {
        return answers.ok(
                new All(
                        sessions.open(caller).stream()
                                .map(session -> View.of(session, caller))
                                .toList()));
    }

    @Delete
    @BeforeSecondFactor
    @FreshProof
    HttpResponse<?> endOthers(Caller caller) {
        signOut.others(caller);
        return answers.done();
    }

    @Delete("/{id}")
    @BeforeSecondFactor
    @FreshProof
    HttpResponse<?> end(HttpRequest<?> request, Caller caller, UUID id) {
        return signOut.one(caller, id)
                ? answers.done()
                : answers.failed(request, ErrorCode.ROUTE_001);
    }
}
