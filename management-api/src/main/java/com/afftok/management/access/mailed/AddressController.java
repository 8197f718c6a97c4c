package com.afftok.management.access.mailed;

import com.afftok.management.access.Allow;
import com.afftok.management.access.AllowAnyone;
import com.afftok.management.access.Caller;
import com.afftok.management.access.LimitedAsSignIn;
import com.afftok.management.access.Permission;
import com.afftok.management.access.password.CurrentPassword;
import com.afftok.management.access.password.StepUp;
import com.afftok.management.party.user.UserRepository;
import com.afftok.management.party.user.UserRow;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.mail.MailLanguage;
import com.afftok.management.platform.request.Fields;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// `/api/auth/email`: users prove that they receive mail at their address, and change it.
@Controller("/api/auth/email")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AddressController {

    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private final VerifyAddress verify;
    private final MailRequests requests;
    private final StepUp stepUp;
    private final UserRepository users;
    private final Answers answers;

    AddressController(
            VerifyAddress verify,
            MailRequests requests,
            StepUp stepUp,
            UserRepository users,
            Answers answers) {
        this.verify = verify;
        this.requests = requests;
        this.stepUp = stepUp;
        this.users = users;
        this.answers = answers;
    }

    /// The address that a user wants to have.
    @Serdeable
    record Change(String email, @Nullable String currentPassword) {

        Change {
            Fields fields = new Fields();
            email = fields.email("email", email);
            currentPassword = CurrentPassword.parseOrNull(fields, currentPassword);
            fields.end();
        }

        /// Omits the password.
        @Override
        public String toString() {
            return "Change[]";
        }
    }

    /// A token that was sent by mail.
    @Serdeable
    record Proof(String token) {

        private static final int MAX_LENGTH = 200;

        Proof {
            Fields fields = new Fields();
            token = fields.secret("token", token, MAX_LENGTH);
            fields.end();
        }

        /// Omits the token.
        @Override
        public String toString() {
            return "Proof[]";
        }
    }

    @Put
    @Allow(Permission.OWN_PROFILE)
    HttpResponse<?> change(HttpRequest<?> request, Caller.User caller, @Body Change change) {
        Optional<HttpResponse<?>> refusal =
                stepUp.refusal(request, caller, change.currentPassword());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return requests.verifyAddress(caller.user(), change.email(), MailLanguage.of(request))
                ? answers.done()
                : answers.busy(request, RETRY_AFTER);
    }

    @Post("/verify")
    @AllowAnyone
    @LimitedAsSignIn
    HttpResponse<?> verify(HttpRequest<?> request, @Body Proof proof) {
        Optional<ErrorCode> refusal = verify.end(proof.token());
        return refusal.isPresent() ? answers.failed(request, refusal.get()) : answers.done();
    }

    @Post("/resend")
    @Allow(Permission.OWN_PROFILE)
    HttpResponse<?> resend(HttpRequest<?> request, Caller.User caller) {
        UserRow user = users.present(caller);
        String email = user.email();
        boolean sent =
                email == null
                        || user.emailVerified()
                        || verify.beginAlone(caller.user(), email, MailLanguage.of(request));
        return sent ? answers.done() : answers.busy(request, RETRY_AFTER);
    }
}
