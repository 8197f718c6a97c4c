package com.afftok.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/// Waits for something to become true, and fails with what it was instead.
final class Await {

    private static final Duration PAUSE = Duration.ofMillis(50);

    private Await() {}

    static <T> T until(Duration limit, Callable<T> question, Predicate<T> expected)
            throws Exception {
        long deadline = System.nanoTime() + limit.toNanos();
        T answer = question.call();
        while (!expected.test(answer) && System.nanoTime() < deadline) {
            LockSupport.parkNanos(PAUSE.toNanos());
            answer = question.call();
        }
        assertThat(answer).as("after " + limit.toSeconds() + " s").matches(expected);
        return answer;
    }
}
