package com.afftok.management.sale.price.preview;

import com.afftok.management.access.Allow;
import com.afftok.management.access.Caller;
import com.afftok.management.access.Permission;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.read.ReadInTime;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/// `/api/commission-rules/preview`
@Controller("/api/commission-rules/preview")
@ExecuteOn(TaskExecutors.BLOCKING)
@Allow({Permission.OWN_COMMISSION_RULES_VIEW, Permission.CONVERSIONS})
final class PreviewController {

    private static final Detail TOO_MUCH = Problem.TOO_MUCH.with("from");

    private final Preview preview;
    private final ReadInTime read;
    private final Answers answers;

    PreviewController(Preview preview, ReadInTime read, Answers answers) {
        this.preview = preview;
        this.read = read;
        this.answers = answers;
    }

    @Post
    HttpResponse<?> preview(HttpRequest<?> request, Caller caller, @Body Draft draft) {
        return read.answer(request, TOO_MUCH, () -> answers.saved(preview.run(caller, draft)));
    }
}
