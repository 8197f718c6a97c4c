package com.afftok.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.Eventually;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/// Waits for a condition, and fails with the last value.
final class Await {

    private Await() {}

    static <T> T until(Duration limit, Callable<T> question, Predicate<T> expected)
            throws Exception {
        T answer = Eventually.within(limit, () -> ask(question), expected);
        assertThat(answer).as("after " + limit.toSeconds() + " s").matches(expected);
        return answer;
    }

    private static <T> T ask(Callable<T> question) {
        try {
            return question.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
