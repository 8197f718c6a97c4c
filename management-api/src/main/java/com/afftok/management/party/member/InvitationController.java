package com.afftok.management.party.member;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Permission;
import com.afftok.management.access.mailed.ConfirmedAddress;
import com.afftok.management.access.password.CurrentPassword;
import com.afftok.management.access.password.StepUp;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.mail.MailLanguage;
import com.afftok.management.platform.request.Fields;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.InvitationId;
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

/// `/api/account/invitations`, and the invitation of a member, which needs a fresh proof.
@Controller("/api/account")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow(Permission.OWN_MEMBERS)
final class InvitationController {

    private final InvitationRepository invitations;
    private final Invite invite;
    private final StepUp stepUp;
    private final ConfirmedAddress confirmed;
    private final InstantSource clock;
    private final Answers answers;

    InvitationController(
            InvitationRepository invitations,
            Invite invite,
            StepUp stepUp,
            ConfirmedAddress confirmed,
            InstantSource clock,
            Answers answers) {
        this.invitations = invitations;
        this.invite = invite;
        this.stepUp = stepUp;
        this.confirmed = confirmed;
        this.clock = clock;
        this.answers = answers;
    }

    @Serdeable
    record Wanted(String email, String role, @Nullable String currentPassword) {

        Wanted {
            Fields fields = new Fields();
            email = fields.email("email", email);
            role = fields.oneOf("role", role, MemberRole.LABELS);
            currentPassword = CurrentPassword.parseOrNull(fields, currentPassword);
            fields.end();
        }

        /// Omits the password.
        @Override
        public String toString() {
            return "Wanted[" + role + "]";
        }
    }

    @Serdeable
    record Invitations(List<Invitation> invitations) {}

    /// @param invitedBy the username of the owner who sent it
    @Serdeable
    record Invitation(
            long id,
            String email,
            String role,
            String invitedBy,
            Instant createdAt,
            Instant expiresAt) {

        static Invitation of(InvitationRow row) {
            return new Invitation(
                    row.id(),
                    row.email(),
                    row.role(),
                    row.invitedBy(),
                    row.createdAt(),
                    row.expiresAt());
        }
    }

    @Post("/members")
    HttpResponse<?> invite(HttpRequest<?> request, Caller.User caller, @Body Wanted wanted) {
        Optional<HttpResponse<?>> refusal =
                stepUp.refusal(request, caller, wanted.currentPassword())
                        .or(() -> confirmed.refusal(request, caller));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Invite.Outcome outcome =
                invite.invite(
                        caller,
                        wanted.email(),
                        MemberRole.of(wanted.role()),
                        MailLanguage.of(request));
        return switch (outcome) {
            case Invite.Outcome.Invited(InvitationRow row) -> answers.created(Invitation.of(row));
            case Invite.Outcome.Forbidden _ -> answers.failed(request, ErrorCode.PERM_001);
            case Invite.Outcome.Refused refused ->
                    answers.failed(request, ErrorCode.STATE_002, refused.why());
            case Invite.Outcome.Later later -> answers.busy(request, later.retryAfter());
        };
    }

    @Get("/invitations")
    HttpResponse<?> list(Caller.User caller) {
        return answers.ok(
                new Invitations(
                        invitations.list(caller.account().value(), clock.instant()).stream()
                                .map(Invitation::of)
                                .toList()));
    }

    @Delete("/invitations/{id}")
    HttpResponse<?> revoke(HttpRequest<?> request, Caller.User caller, InvitationId id) {
        return invite.revoke(caller, id)
                ? answers.done()
                : answers.failed(request, ErrorCode.ROUTE_001);
    }
}
