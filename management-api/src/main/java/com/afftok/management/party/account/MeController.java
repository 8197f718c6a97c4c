package com.afftok.management.party.account;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.access.consent.Consents;
import com.afftok.management.access.session.SessionProof;
import com.afftok.management.access.session.Sessions;
import com.afftok.management.party.user.MembershipRow;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.party.user.UserRow;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.answer.CallerGone;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/me`: the caller and what it may do, for the navigation of a client.
@Controller("/api/me")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MeController {

    private final UserRepository users;
    private final Sessions sessions;
    private final Consents consents;
    private final InstantSource clock;
    private final Answers answers;

    MeController(
            UserRepository users,
            Sessions sessions,
            Consents consents,
            InstantSource clock,
            Answers answers) {
        this.users = users;
        this.sessions = sessions;
        this.consents = consents;
        this.clock = clock;
        this.answers = answers;
    }

    /// A user, or else an administrator.
    ///
    /// @param account that the session is for
    /// @param role in the account, or the administrator's
    /// @param consentsDue documents to which the user must still consent
    @Serdeable
    record Me(
            @Nullable Person user,
            @Nullable Long adminId,
            @Nullable MembershipRow account,
            List<MembershipRow> accounts,
            String role,
            List<String> permissions,
            SessionProof.View secondFactor,
            List<String> consentsDue) {

        static Me of(Caller.Admin admin, SessionProof.View secondFactor) {
            return new Me(
                    null,
                    admin.id().value(),
                    null,
                    List.of(),
                    admin.role().label(),
                    permissionsOf(admin),
                    secondFactor,
                    List.of());
        }

        static Me of(
                Caller.User caller,
                SessionProof.View secondFactor,
                Person user,
                MembershipRow account,
                List<MembershipRow> accounts,
                List<String> consentsDue) {
            return new Me(
                    user,
                    null,
                    account,
                    accounts,
                    caller.memberRole().label(),
                    permissionsOf(caller),
                    secondFactor,
                    consentsDue);
        }

        private static List<String> permissionsOf(Caller caller) {
            return caller.permissions().stream().sorted().map(Permission::label).toList();
        }
    }

    @Serdeable
    record Person(
            long id,
            String username,
            @Nullable String email,
            boolean emailVerified,
            String fullName,
            String language) {

        static Person of(UserRow user) {
            return new Person(
                    user.id(),
                    user.username(),
                    user.email(),
                    user.emailVerified(),
                    user.fullName(),
                    user.language());
        }
    }

    @Get
    @Allow(Permission.OWN_ACCOUNT)
    HttpResponse<?> me(Caller caller) {
        return switch (caller) {
            case Caller.Admin admin -> answers.ok(Me.of(admin, secondFactor(admin)));
            case Caller.User user -> answers.ok(me(user));
        };
    }

    private Me me(Caller.User caller) {
        List<MembershipRow> accounts = users.memberships(caller.user().value());
        MembershipRow present =
                accounts.stream()
                        .filter(one -> one.id() == caller.account().value())
                        .findFirst()
                        .orElseThrow(CallerGone::new);
        return Me.of(
                caller,
                secondFactor(caller),
                Person.of(users.present(caller)),
                present,
                accounts,
                consents.due(caller.user()));
    }

    private SessionProof.View secondFactor(Caller caller) {
        return sessions.proof(caller).view(clock.instant());
    }
}
