package com.afftok.management.access.auth;

import com.afftok.management.access.Allow;
import com.afftok.management.access.BeforeNewPassword;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.access.factor.GivenCode;
import com.afftok.management.access.password.CurrentPassword;
import com.afftok.management.access.password.StepUp;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// `/api/auth/step-up`: whoever calls proves once more, for five minutes of the session.
@Controller("/api/auth/step-up")
@ExecuteOn(TaskExecutors.BLOCKING)
final class StepUpController {

    private final StepUp stepUp;

    StepUpController(StepUp stepUp) {
        this.stepUp = stepUp;
    }

    /// Either the password, or a code of the app or a recovery code.
    @Serdeable
    record Proof(@Nullable String currentPassword, @Nullable String code) {

        private static final List<String> FIELDS = List.of("code", "current_password");

        Proof {
            Fields fields = new Fields();
            currentPassword = CurrentPassword.parseOrNull(fields, currentPassword);
            code = GivenCode.parseOrNull(fields, "code", code);
            boolean isOne = (code == null) != (currentPassword == null);
            fields.check(isOne, "code", Problem.NOT_EXACTLY_ONE, FIELDS);
            fields.end();
        }

        /// Omits both.
        @Override
        public String toString() {
            return "Proof[]";
        }
    }

    @Post
    @BeforeNewPassword
    @Allow(Permission.OWN_ACCOUNT)
    HttpResponse<?> prove(HttpRequest<?> request, Caller caller, @Body Proof proof) {
        return stepUp.prove(request, caller, proof.currentPassword(), proof.code());
    }
}
