package com.afftok.management.document;

import com.afftok.management.access.AllowAnyone;
import com.afftok.management.answer.Tagged;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;

/// `/api/openapi.yml`
@Controller("/api/openapi.yml")
@AllowAnyone
final class DocumentController {

    private static final MediaType YAML = MediaType.of("application/yaml");

    private final OpenApiDocument document;

    DocumentController(OpenApiDocument document) {
        this.document = document;
    }

    @Get
    @Tagged
    HttpResponse<String> document() {
        return HttpResponse.ok(document.text()).contentType(YAML);
    }
}
