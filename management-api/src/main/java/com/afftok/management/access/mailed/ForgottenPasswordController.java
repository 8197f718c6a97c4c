package com.afftok.management.access.mailed;

import com.afftok.management.access.AllowAnyone;
import com.afftok.management.access.LimitedAsSignIn;
import com.afftok.management.access.password.Passwords;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.mail.MailLanguage;
import com.afftok.management.platform.request.Fields;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;

/// `/api/auth/password/forgot` and `/reset`: users replace a password that they have forgotten.
@Controller("/api/auth/password")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ForgottenPasswordController {

    private final MailRequests requests;
    private final ResetPassword resetPassword;
    private final Answers answers;

    ForgottenPasswordController(
            MailRequests requests, ResetPassword resetPassword, Answers answers) {
        this.requests = requests;
        this.resetPassword = resetPassword;
        this.answers = answers;
    }

    /// The address to which a mail is to be sent, if it is a user's.
    @Serdeable
    record Forgotten(String email) {

        Forgotten {
            Fields fields = new Fields();
            email = fields.email("email", email);
            fields.end();
        }
    }

    /// A reset token and the new password.
    @Serdeable
    record Reset(String token, String password) {

        private static final int MAX_LENGTH = 200;

        Reset {
            Fields fields = new Fields();
            token = fields.secret("token", token, MAX_LENGTH);
            password = Passwords.parse(fields, "password", password);
            fields.end();
        }

        /// Omits both.
        @Override
        public String toString() {
            return "Reset[]";
        }
    }

    @Post("/forgot")
    @AllowAnyone
    @LimitedAsSignIn
    HttpResponse<?> forgot(HttpRequest<?> request, @Body Forgotten forgotten) {
        return requests.resetPassword(forgotten.email(), MailLanguage.of(request))
                ? answers.done()
                : answers.busy(request, Passwords.RETRY_AFTER);
    }

    @Post("/reset")
    @AllowAnyone
    @LimitedAsSignIn
    HttpResponse<?> reset(HttpRequest<?> request, @Body Reset reset) {
        return switch (resetPassword.replace(request, reset.token(), reset.password())) {
            case ResetPassword.Outcome.Replaced _ -> answers.done();
            case ResetPassword.Outcome.Refused refused -> answers.failed(request, refused.code());
            case ResetPassword.Outcome.TooBusy _ -> answers.busy(request, Passwords.RETRY_AFTER);
        };
    }
}
