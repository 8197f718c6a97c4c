package com.afftok.management.platform.document.expand;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// Parts that cannot be expanded, each with a message that names the file and the place.
final class RefusedPartsTest {

    private static void isRefused(String part, String message) {
        assertThatThrownBy(() -> Things.with(part))
                .isInstanceOf(Place.Fault.class)
                .hasMessage(message);
    }

    /// A part with one operation that has the given keys beside an id.
    private static String partWith(String path, String more) {
        return "{tag: T, who: user, paths: {'" + path + "': {get: {id: get" + more + "}}}}";
    }

    @Test
    void an_unknown_key_is_named_with_its_place() {
        isRefused("pathes: {}", "other.yml: unknown key pathes");
        isRefused(
                partWith("/a", ", summary: S, anwser: Thing"),
                "other.yml: paths > /a > get: unknown key anwser");
        isRefused(
                "schemas: {Other: {properties: {a: {type: string, maxLenght: 3}}}}",
                "other.yml: schemas > Other > properties > a: unknown key maxLenght");
        isRefused("paths: {/a: {gett: {}}}", "other.yml: paths > /a: unknown key gett");
    }

    @Test
    void what_is_missing_is_named_with_its_place() {
        isRefused(partWith("/a", ", answer: Thing"), "other.yml: paths > /a > get: has no summary");
        isRefused(
                partWith("/a", ", summary: S"),
                "other.yml: paths > /a > get:"
                        + " must have one of answer, created, accepted, page, cursor, responses");
        isRefused(
                "{tag: T, paths: {/a: {get: {id: a, summary: S, answer: Thing}}}}",
                "other.yml: has no who");
        isRefused(
                partWith(
                        "/a", ", summary: S, answer: Thing, parameters: [{size: {type: integer}}]"),
                "other.yml: paths > /a > get > parameters > 0 > size: has no description");
        isRefused(
                partWith("/a/{key}", ", summary: S, answer: Thing"),
                "other.yml: paths > /a/{key} > get > parameters: no parameter for {key}");
        isRefused(
                partWith("/a", ", summary: S, answer: {properties: {word: string}}"),
                "other.yml: paths > /a > get > answer > word: needs an example");
    }

    @Test
    void an_unknown_name_is_named_with_its_place() {
        isRefused(
                partWith("/a", ", summary: S, answer: Thingg"),
                "other.yml: paths > /a > get > answer > type: unknown schema Thingg");
        isRefused(
                "requests: {Other: {properties: {...: Colours}}}",
                "other.yml: requests > Other > properties > ...:"
                        + " unknown schema or group of fields Colours");
        isRefused(
                partWith("/a", ", summary: S, answer: Thing, parameters: [Offset]"),
                "other.yml: paths > /a > get > parameters: unknown parameter Offset");
        isRefused(
                partWith("/a", ", summary: S, answer: Thing, fails: [418]"),
                "other.yml: paths > /a > get > fails: no failure has the status 418");
        isRefused(
                "requests: {Other: {required: [b], properties: {a: Id}}}",
                "other.yml: requests > Other > required: has no property b");
    }

    @Test
    void what_is_there_twice_or_is_no_yaml_is_refused() {
        isRefused("schemas: {Thing: {type: object}}", "other.yml: schemas > Thing: is there twice");
        assertThatThrownBy(() -> Things.with("tag: [a"))
                .isInstanceOf(Place.Fault.class)
                .hasMessageStartingWith("other.yml: ");
        assertThatThrownBy(() -> Things.with("{tag: a, tag: b}"))
                .isInstanceOf(Place.Fault.class)
                .hasMessageContaining("tag");
        isRefused("[tag]", "other.yml: must be a mapping");
    }
}
