package com.afftok.management.party.member;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Permission;
import com.afftok.management.access.password.CurrentPassword;
import com.afftok.management.access.password.StepUp;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.answer.Outcome;
import com.afftok.management.platform.request.Fields;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.UserId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// `/api/account/members`: the users who act for the caller's account. Changes need a fresh proof.
@Controller("/api/account")
@ExecuteOn(TaskExecutors.BLOCKING)
final class MemberController {

    private final MemberRepository members;
    private final ChangeMembers changeMembers;
    private final StepUp stepUp;
    private final Answers answers;

    MemberController(
            MemberRepository members, ChangeMembers changeMembers, StepUp stepUp, Answers answers) {
        this.members = members;
        this.changeMembers = changeMembers;
        this.stepUp = stepUp;
        this.answers = answers;
    }

    @Serdeable
    record Members(List<Member> members) {}

    /// @param id of the user
    @Serdeable
    record Member(
            long id,
            String username,
            String fullName,
            @Nullable String email,
            String role,
            Instant createdAt) {

        static Member of(MemberRow row) {
            return new Member(
                    row.userId(),
                    row.username(),
                    row.fullName(),
                    row.email(),
                    row.role(),
                    row.createdAt());
        }
    }

    @Serdeable
    record NewRole(String role, @Nullable String currentPassword) {

        NewRole {
            Fields fields = new Fields();
            role = fields.oneOf("role", role, MemberRole.LABELS);
            currentPassword = CurrentPassword.parseOrNull(fields, currentPassword);
            fields.end();
        }

        /// Omits the password.
        @Override
        public String toString() {
            return "NewRole[" + role + "]";
        }
    }

    @Get("/members")
    @Allow(Permission.OWN_MEMBERS_VIEW)
    HttpResponse<?> list(Caller.User caller) {
        return answers.ok(
                new Members(
                        members.list(caller.account().value()).stream().map(Member::of).toList()));
    }

    @Patch("/members/{id}")
    @Allow(Permission.OWN_MEMBERS)
    HttpResponse<?> change(
            HttpRequest<?> request, Caller.User caller, UserId id, @Body NewRole wanted) {
        return proven(
                request,
                caller,
                id,
                wanted.currentPassword(),
                () ->
                        answers.saved(
                                changeMembers.changeRole(caller, id, MemberRole.of(wanted.role())),
                                Member::of));
    }

    @Delete("/members/{id}")
    @Allow(Permission.OWN_MEMBERS)
    HttpResponse<?> remove(
            HttpRequest<?> request, Caller.User caller, UserId id, @Body CurrentPassword proof) {
        return proven(
                request,
                caller,
                id,
                proof.currentPassword(),
                () -> answers.saved(changeMembers.remove(caller, id), Member::of));
    }

    @Post("/leave")
    @Allow(Permission.OWN_PROFILE)
    HttpResponse<?> leave(HttpRequest<?> request, Caller.User caller, @Body CurrentPassword proof) {
        return proven(
                request,
                caller,
                caller.user(),
                proof.currentPassword(),
                () ->
                        switch (changeMembers.leave(caller)) {
                            case Outcome.Saved<MemberRow> _ -> answers.done();
                            case Outcome.Refused<MemberRow> refused -> answers.saved(refused);
                        });
    }

    /// Answers the change of a member, if the caller gives the password.
    private HttpResponse<?> proven(
            HttpRequest<?> request,
            Caller.User caller,
            UserId member,
            @Nullable String password,
            Supplier<HttpResponse<?>> change) {
        if (members.find(caller.account().value(), member.value()).isEmpty()) {
            return answers.failed(request, ErrorCode.ROUTE_001);
        }
        Optional<HttpResponse<?>> refusal = stepUp.refusal(request, caller, password);
        return refusal.orElseGet(change);
    }
}
