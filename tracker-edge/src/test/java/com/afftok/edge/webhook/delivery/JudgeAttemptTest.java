package com.afftok.edge.webhook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.webhook.delivery.Attempt.NextStep;
import com.afftok.edge.webhook.delivery.Attempt.Outcome;
import com.afftok.edge.webhook.delivery.SendMessage.RetryAfter;
import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgeAttemptTest {

    /// Always the middle, so that delays are as they are listed.
    private static final RandomGenerator MIDDLE = () -> 1L << 63;

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204, 299})
    void two_hundreds_are_delivered(int status) {
        assertThat(answered(status, 0)).isEqualTo(new NextStep.Delivered());
    }

    @ParameterizedTest
    @ValueSource(ints = {101, 301, 302, 307, 304, 400, 401, 404, 409, 500, 502, 599})
    void all_else_is_tried_again_and_a_redirect_not_followed(int status) {
        assertThat(answered(status, 600)).isEqualTo(failed(5, 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void a_receiver_that_asks_for_rest_gets_it(int status) {
        assertThat(answered(status, 600)).isEqualTo(failed(600, 600));
        assertThat(answered(status, 2)).isEqualTo(failed(5, 2));
    }

    @Test
    void a_receiver_that_is_gone_wants_no_more() {
        assertThat(answered(410, 0)).isEqualTo(new NextStep.Gone(Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @EnumSource(NotSent.class)
    void no_answer_counts_against_the_receiver_unless_it_was_our_fault(NotSent why) {
        NextStep verdict = JudgeAttempt.of(new Outcome.Unanswered(why), 1, Pace.USUAL, MIDDLE);

        boolean counts = why != NotSent.CANNOT_SIGN;
        assertThat(verdict)
                .isEqualTo(new NextStep.Failed(Duration.ofSeconds(5), Duration.ZERO, counts));
    }

    @Test
    void delays_grow_and_fill_a_day() {
        Duration since = Duration.ZERO;
        Duration before = Duration.ZERO;
        int attempts = 1;
        while (since.plus(delay(attempts, MIDDLE)).compareTo(Duration.ofHours(24)) <= 0) {
            Duration delay = delay(attempts, MIDDLE);
            assertThat(delay).isGreaterThanOrEqualTo(before);
            since = since.plus(delay);
            before = delay;
            attempts++;
        }

        assertThat(attempts).isEqualTo(13);
        assertThat(since).isGreaterThan(Duration.ofHours(20));
    }

    @Test
    void delays_differ_by_a_fifth_at_most() {
        Random random = new Random(1);

        for (int i = 0; i < 1000; i++) {
            assertThat(delay(1, random)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
        }
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "null, 0",
                "'', 0",
                "0, 0",
                "120, 120",
                "999999999, 3600",
                "99999999999, 0",
                "-5, 0",
                "1.5, 0",
                "'Wed, 21 Oct 2026 07:28:00 GMT', 0"
            })
    void reads_how_long_a_receiver_wants_to_rest(String header, long seconds) {
        assertThat(RetryAfter.seconds(header)).isEqualTo(seconds);
    }

    private static Duration delay(int attempt, RandomGenerator random) {
        return Pace.USUAL.retryAfter(attempt, random);
    }

    private static NextStep answered(int status, long retryAfter) {
        return JudgeAttempt.of(new Outcome.Answered(status, "", retryAfter), 1, Pace.USUAL, MIDDLE);
    }

    private static NextStep failed(long delaySeconds, long restSeconds) {
        return new NextStep.Failed(
                Duration.ofSeconds(delaySeconds), Duration.ofSeconds(restSeconds), true);
    }
}
