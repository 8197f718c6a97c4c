package com.afftok.management.platform.document;

import com.afftok.management.access.AllowAnyone;
import com.afftok.management.platform.answer.Tagged;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;

/// `/api/openapi.yml`
@Controller("/api/openapi.yml")
@AllowAnyone
@ExecuteOn(TaskExecutors.BLOCKING)
final class DocumentController {

    static final MediaType YAML = MediaType.of("application/yaml");

    private final CompressedText document;

    DocumentController(OpenApiDocument document) {
        byte[] text = document.text().getBytes(StandardCharsets.UTF_8);
        this.document = CompressedText.of(new ByteArrayInputStream(text), YAML);
    }

    @Get(produces = MediaType.ALL)
    @Tagged
    HttpResponse<?> document(HttpRequest<?> request) {
        return document.answer(request);
    }
}
