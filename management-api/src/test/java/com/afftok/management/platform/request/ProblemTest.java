package com.afftok.management.platform.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.afftok.management.platform.document.OpenApiDocument;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class ProblemTest {

    private static final Pattern CODES =
            Pattern.compile(
                    "\n    Problem:\n.*?\n        code:.*?enum:(.*?)\n        params:",
                    Pattern.DOTALL);

    @Test
    void the_document_lists_every_code() {
        Matcher listed = CODES.matcher(new OpenApiDocument().text());

        assertThat(listed.find()).isTrue();
        assertThat(listed.group(1).replaceAll("[^a-z0-9_]+", " ").strip().split(" "))
                .containsExactlyInAnyOrder(
                        Arrays.stream(Problem.values()).map(Problem::code).toArray(String[]::new));
    }

    @Test
    void the_parameters_are_told_beside_the_sentence() {
        Detail length = Problem.WRONG_LENGTH.with("title", 1, 200);
        Detail word = Problem.NOT_ONE_OF.with("status", List.of("active", "paused"));

        assertThat(length.params()).containsExactly(Map.entry("min", 1), Map.entry("max", 200));
        assertThat(length.message()).isEqualTo("must have 1 to 200 characters");
        assertThat(word.params()).containsEntry("values", List.of("active", "paused"));
        assertThat(word.message()).isEqualTo("must be one of active, paused");
    }

    @Test
    void a_problem_is_not_told_with_the_parameters_of_another() {
        assertThatIllegalArgumentException().isThrownBy(() -> Problem.BLANK.with("title", 1));
    }
}
