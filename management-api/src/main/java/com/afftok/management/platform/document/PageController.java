package com.afftok.management.platform.document;

import com.afftok.management.access.AllowAnyone;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.answer.Tagged;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/// `/docs`: a page with the documents of the API and of the edge.
@Controller("/docs")
@AllowAnyone
@ExecuteOn(TaskExecutors.BLOCKING)
final class PageController {

    /// The default policy, plus the icons embedded in Swagger UI's style sheet.
    private static final String POLICY = "default-src 'self'; img-src 'self' data:";

    private final PageFiles files;
    private final Answers answers;

    PageController(PageFiles files, Answers answers) {
        this.files = files;
        this.answers = answers;
    }

    @Get(produces = MediaType.ALL)
    @Tagged
    HttpResponse<?> page(HttpRequest<?> request) {
        return file(request, PageFiles.INDEX);
    }

    @Get(value = "/{name}", produces = MediaType.ALL)
    @Tagged
    HttpResponse<?> file(HttpRequest<?> request, String name) {
        CompressedText file = files.find(name);
        return file == null
                ? answers.failed(request, ErrorCode.ROUTE_001)
                : file.answer(request).header("Content-Security-Policy", POLICY);
    }
}
