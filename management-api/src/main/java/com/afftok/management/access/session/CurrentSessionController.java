package com.afftok.management.access.session;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.party.user.AccountView;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.platform.answer.Answers;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.InstantSource;

/// `/api/auth/session`: the user who calls, and the session.
@Controller("/api/auth/session")
@ExecuteOn(TaskExecutors.BLOCKING)
final class CurrentSessionController {

    private final Sessions sessions;
    private final UserRepository users;
    private final InstantSource clock;
    private final Answers answers;

    CurrentSessionController(
            Sessions sessions, UserRepository users, InstantSource clock, Answers answers) {
        this.sessions = sessions;
        this.users = users;
        this.clock = clock;
        this.answers = answers;
    }

    @Serdeable
    record View(AccountView user, SessionController.View session, SessionProof.View secondFactor) {}

    @Get
    @Allow(Permission.OWN_PROFILE)
    HttpResponse<?> show(Caller.User caller) {
        return answers.ok(
                new View(
                        AccountView.of(users.present(caller)),
                        SessionController.View.of(sessions.current(caller), caller),
                        sessions.proof(caller).view(clock.instant())));
    }
}
