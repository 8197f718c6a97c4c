package com.afftok.management.access.phone;

import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.request.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/// Answers requests for codes.
@Singleton
public final class AnswerCodes {

    private final Answers answers;

    AnswerCodes(Answers answers) {
        this.answers = answers;
    }

    /// @param requestId the token with which the code is valid
    /// @param resendAt from when on another code is sent
    @Serdeable
    record Sent(String requestId, Instant expiresAt, Instant resendAt) {

        /// Omits the token.
        @Override
        public String toString() {
            return "Sent[" + expiresAt + "]";
        }
    }

    public HttpResponse<?> of(HttpRequest<?> request, SendCodes.Outcome outcome) {
        return switch (outcome) {
            case SendCodes.Outcome.Sent sent ->
                    answers.ok(new Sent(sent.requestId(), sent.expiresAt(), sent.resendAt()));
            case SendCodes.Outcome.Later later -> answers.busy(request, later.retryAfter());
            case SendCodes.Outcome.NotServed _ ->
                    answers.invalid(request, List.of(Problem.NOT_SERVED.with("phone")));
            case SendCodes.Outcome.NoGateway(List<String> channels) ->
                    answers.invalid(request, List.of(Problem.NOT_ONE_OF.with("channel", channels)));
        };
    }
}
