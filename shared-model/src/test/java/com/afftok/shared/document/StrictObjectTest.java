package com.afftok.shared.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StrictObjectTest {

    private final List<FieldProblem> problems = new ArrayList<>();

    @Test
    void takes_null_for_absent() {
        StrictObject object = object(Collections.singletonMap("a", null));

        assertThat(object.has("a")).isFalse();
        assertThat(object.text("a", 9)).isNull();
        assertThat(object.integer("a", 1, 9)).isNull();
        assertThat(object.decimal("a")).isNull();
        assertThat(object.texts("a", 9, 9)).isEmpty();
        assertThat(object.objects("a", 9)).isEmpty();
        assertThat(problems).isEmpty();

        object.requiredText("a", 9);
        object.object("b");
        assertThat(noted()).containsExactly("a: is required", "b: is required");
    }

    @Test
    void reads_decimals_from_texts_too_but_no_other_numbers() {
        StrictObject object = object(Map.of("a", "7.50", "b", "7", "c", 7.0, "d", 7L, "e", "1e9"));

        assertThat(object.decimal("a")).isEqualTo(new BigDecimal("7.50"));
        assertThat(object.integer("b", 1, 9)).isNull();
        assertThat(object.integer("c", 1, 9)).isNull();
        assertThat(object.integer("d", 1, 9)).isEqualTo(7);
        assertThat(object.decimal("e")).isNull();
        assertThat(object.number("b", _ -> true, Flaw.INVALID_RULE.with("must be a number")))
                .isNull();
        assertThat(noted())
                .containsExactly(
                        "b: must be a whole number from 1 to 9",
                        "c: must be a whole number from 1 to 9",
                        "e: must be a decimal number",
                        "b: must be a number");
    }

    @Test
    void reads_no_number_that_would_be_long_to_write() {
        StrictObject object =
                object(Map.of("a", new BigDecimal("1e999999999"), "b", Double.NaN, "c", 0.5));

        assertThat(object.decimal("a")).isNull();
        assertThat(object.decimal("b")).isNull();
        assertThat(object.decimal("c")).isEqualTo(new BigDecimal("0.5"));
    }

    @Test
    void reads_printable_texts_alone() {
        StrictObject object =
                object(Map.of("a", List.of("good", " ", "a\0", "\ud800", "too long for it", 1)));

        assertThat(object.texts("a", 9, 9)).containsExactly("good");
        assertThat(noted())
                .hasSize(5)
                .first()
                .isEqualTo("a[1]: must be a text of 1 to 9 printable characters");
    }

    @Test
    void finds_a_text_that_is_there_twice_where_it_stands() {
        StrictObject object = object(Map.of("a", List.of("x", "", "y", "x"), "b", List.of(1, 2)));

        assertThat(object.distinctTexts("a", 9, 9)).contains("x", "y");
        assertThat(object.distinctTexts("b", 1, 9)).isEmpty();
        assertThat(noted())
                .containsExactly(
                        "a[3]: is there twice",
                        "a[1]: must be a text of 1 to 9 printable characters",
                        "b: must be a list of at most 1");
    }

    @Test
    void names_a_problem_by_its_path() {
        StrictObject object =
                object(Map.of("a", Map.of("b", List.of(Map.of("c", 0, "<d>", 1), "none"))));

        StrictObject inner = object.object("a").objects("b", 9).getFirst();
        inner.integer("c", 1, 9);
        inner.refuseOthers();

        assertThat(noted())
                .containsExactly(
                        "a.b[1]: must be an object",
                        "a.b[0].c: must be a whole number from 1 to 9",
                        "a.b[0].?d?: is not known");
    }

    @Test
    void notes_nothing_of_the_object_that_stands_in_for_a_wrong_one() {
        StrictObject standIn = object(Map.of("a", 1)).object("a");

        standIn.require("b");

        assertThat(noted()).containsExactly("a: must be an object");
    }

    private StrictObject object(Map<?, ?> values) {
        return new StrictObject(values, problems);
    }

    private List<String> noted() {
        return problems.stream().map(FieldProblem::toString).toList();
    }
}
