package com.afftok.management.platform.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CursorTest {

    @Test
    void says_the_key_that_it_was_made_of() {
        Instant at = Instant.parse("2026-01-31T12:00:00.123456Z");
        UUID click = new UUID(1, 2);

        String text = Cursor.after(at, 4711, click).text("a list");

        assertThat(text).matches("[A-Za-z0-9_-]+");
        assertThat(Cursor.<Instant>read(text, cursor -> cursor.time(0))).isEqualTo(at);
        assertThat(Cursor.<Long>read(text, cursor -> cursor.number(1))).isEqualTo(4711);
        assertThat(Cursor.<UUID>read(text, cursor -> cursor.uuid(2))).isEqualTo(click);
        assertThat(Cursor.before(null)).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void is_of_one_list_and_key() {
        String text = Cursor.after(4711, 12).text("a list");

        assertThat(Cursor.isOf("a list", text)).isTrue();
        assertThat(Cursor.isOf("another list", text)).isFalse();
        assertThat(Cursor.isOf("a list", Cursor.after(4711, 13).text("another list"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "4711", "!", "NDcxMQ=", "LTE", "MjAyNi0wMS0zMQ", "IA", "w6Q"})
    void a_text_that_is_no_cursor_of_a_list_is_refused(String text) {
        assertThat(catchThrowable(() -> Cursor.<Instant>read(text, cursor -> cursor.time(0))))
                .isInstanceOfAny(IllegalArgumentException.class, DateTimeException.class);
        assertThat(catchThrowable(() -> Cursor.id(text)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_cursor_of_a_list_with_a_shorter_key_is_refused() {
        String text = Cursor.after(Instant.EPOCH).text("a list");

        assertThat(catchThrowable(() -> Cursor.<Long>read(text, cursor -> cursor.number(1))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
