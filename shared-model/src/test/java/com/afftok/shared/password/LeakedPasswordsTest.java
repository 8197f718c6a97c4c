package com.afftok.shared.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LeakedPasswordsTest {

    @Test
    void are_all_found_and_nothing_between_them() throws IOException {
        List<String> listed = listed();

        assertThat(listed).hasSize(95_000).allMatch(LeakedPasswords::has);
        assertThat(listed).map(word -> word + '\u0001').noneMatch(LeakedPasswords::has);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "!", "zzzzzzzzz9", "\uD83D\uDD11", "# MIT License", "elena19"})
    void has_no_other_text(String text) {
        assertThat(LeakedPasswords.has(text)).isFalse();
    }

    private static List<String> listed() throws IOException {
        try (InputStream list = LeakedPasswords.class.getResourceAsStream("leaked-passwords.txt")) {
            return new String(Objects.requireNonNull(list).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }
}
