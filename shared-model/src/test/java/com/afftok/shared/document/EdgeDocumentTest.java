package com.afftok.shared.document;

import com.afftok.document.DocumentRules;
import com.afftok.document.OpenApi;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

final class EdgeDocumentTest {

    @TestFactory
    Stream<DynamicTest> keeps_the_rules_of_every_document() {
        return DocumentRules.tests(
                new OpenApi(new String(EdgeDocument.read(), StandardCharsets.UTF_8)));
    }
}
