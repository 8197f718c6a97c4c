package com.afftok.edge.visitor.geo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CircuitBreakerTest {

    /// The monotonic clock has an arbitrary origin: here it overflows within the first pause.
    private long now = Long.MAX_VALUE - Duration.ofSeconds(15).toNanos();

    private final CircuitBreaker breaker =
            new CircuitBreaker(() -> now, Duration.ofSeconds(30), Duration.ofSeconds(100));

    @Test
    void opens_after_five_failures_in_a_row() {
        for (int i = 0; i < 4; i++) {
            assertThat(breaker.failed()).isFalse();
        }
        assertThat(breaker.isOpen()).isFalse();

        assertThat(breaker.failed()).isTrue();

        assertThat(breaker.isOpen()).isTrue();
        assertThat(breaker.admits()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, Long.MIN_VALUE / 2, -1, 0, Long.MAX_VALUE})
    void is_closed_at_first_wherever_the_clock_begins(long nanos) {
        CircuitBreaker fresh =
                new CircuitBreaker(() -> nanos, Duration.ofSeconds(30), Duration.ofSeconds(100));

        assertThat(fresh.isOpen()).isFalse();
    }

    @Test
    void stays_closed_when_failures_are_not_in_a_row() {
        for (int i = 0; i < 100; i++) {
            if (i % 3 == 0) {
                breaker.succeeded();
            } else {
                breaker.failed();
            }
        }

        assertThat(breaker.isOpen()).isFalse();
    }

    @Test
    void tries_with_one_question_after_the_pause() {
        open();
        after(30);

        assertThat(breaker.admits()).isTrue();
        assertThat(breaker.admits()).isFalse();
    }

    @Test
    void closes_when_the_trial_succeeds() {
        open();
        after(30);
        breaker.admits();

        breaker.succeeded();

        assertThat(breaker.admits()).isTrue();
        assertThat(breaker.admits()).isTrue();
    }

    @Test
    void pauses_longer_each_time_up_to_a_limit() {
        open();
        for (int pause : new int[] {30, 60, 100, 100}) {
            after(pause - 1);
            assertThat(breaker.isOpen()).as("%d", pause).isTrue();
            after(1);
            assertThat(breaker.admits()).as("%d", pause).isTrue();
            breaker.failed();
        }
    }

    @Test
    void opens_at_once_when_the_service_asks_for_it() {
        breaker.refused();

        assertThat(breaker.isOpen()).isTrue();
    }

    private void open() {
        for (int i = 0; i < 5; i++) {
            breaker.failed();
        }
    }

    private void after(int seconds) {
        now += Duration.ofSeconds(seconds).toNanos();
    }
}
