package com.afftok.management.party.export;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.access.password.CurrentPassword;
import com.afftok.management.access.password.StepUp;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.InputStream;
import java.util.Optional;

/// `/api/auth/export`: users get all that is stored about them. It needs a fresh proof.
@Controller("/api/auth/export")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ExportController {

    private final ExportUser export;
    private final StepUp stepUp;
    private final Answers answers;

    ExportController(ExportUser export, StepUp stepUp, Answers answers) {
        this.export = export;
        this.stepUp = stepUp;
        this.answers = answers;
    }

    @Post
    @Allow(Permission.OWN_PROFILE)
    HttpResponse<?> export(
            HttpRequest<?> request, Caller.User caller, @Body CurrentPassword proof) {
        Optional<HttpResponse<?>> refusal =
                stepUp.refusal(request, caller, proof.currentPassword());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return switch (export.export(caller.user())) {
            case ExportUser.Outcome.Written(InputStream content, long bytes) ->
                    HttpResponse.ok(
                                    new StreamedFile(
                                                    content,
                                                    MediaType.APPLICATION_JSON_TYPE,
                                                    0,
                                                    bytes)
                                            .attach("afftok-export.json"))
                            .header(HttpHeaders.CACHE_CONTROL, "no-store");
            case ExportUser.Outcome.TooLarge _ ->
                    answers.failed(
                            request,
                            ErrorCode.STATE_002,
                            Problem.EXPORT_TOO_LARGE.with("export", ExportUser.LARGEST_MIB));
            case ExportUser.Outcome.Later later -> answers.busy(request, later.retryAfter());
        };
    }
}
