package com.afftok.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RequestTest {

    private static final Path ROOT = Path.of("/opt/afftok");

    @Test
    void words_are_read_as_requests() {
        assertThat(parse("up")).isEqualTo(new Request.Up(ROOT, Request.DemoWish.UNSAID));
        assertThat(parse("up --no-demo")).isEqualTo(new Request.Up(ROOT, Request.DemoWish.NO));
        assertThat(parse("up --demo")).isEqualTo(new Request.Up(ROOT, Request.DemoWish.YES));
        assertThat(parse("demo")).isEqualTo(new Request.Demo(ROOT));
        assertThat(parse("migrate")).isEqualTo(new Request.Migrate(ROOT));
        assertThat(parse("token a@example.com"))
                .isEqualTo(new Request.Token(ROOT, "a@example.com"));
        assertThat(parse("reconcile")).isEqualTo(new Request.Reconcile(ROOT, false));
        assertThat(parse("reconcile --json")).isEqualTo(new Request.Reconcile(ROOT, true));
        assertThat(parse("keys rotate jwt")).isEqualTo(new Request.RotateKeys(ROOT, "jwt"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "down",
                "up --demos",
                "demo now",
                "migrate all",
                "reconcile all",
                "keys",
                "keys rotate",
                "keys rotate all",
                "token",
                "token nobody",
                "token a@example.com b@example.com",
            })
    void other_words_are_answered_with_what_there_is(String words) {
        assertThatThrownBy(() -> parse(words)).isInstanceOf(WrongUsage.class);
    }

    private static Request parse(String words) {
        List<String> all = new ArrayList<>(List.of(words.split(" ")));
        all.addAll(List.of("--root", ROOT.toString()));
        return Request.parse(all);
    }
}
