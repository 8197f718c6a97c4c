package com.afftok.management.health;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Asks something that the service needs for a sign of life, and waits a second at most.
///
/// One question is under way at a time, and whoever asks meanwhile shares its answer: a dependency
/// that hangs costs one thread, however often its health is asked for.
final class Probe {

    static final Duration PATIENCE = Duration.ofSeconds(1);

    /// A round trip to the thing; it throws whatever it likes if there was none.
    @FunctionalInterface
    interface Question {
        void ask() throws Exception;
    }

    sealed interface Sign {}

    record Up(Duration latency) implements Sign {}

    record Down() implements Sign {}

    private final Question question;
    private final Executor executor;
    private final AtomicReference<@Nullable CompletableFuture<Duration>> underWay =
            new AtomicReference<>();

    Probe(Executor executor, Question question) {
        this.executor = executor;
        this.question = question;
    }

    Sign ask() {
        try {
            return new Up(asked().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return new Down();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Down();
        }
    }

    private CompletableFuture<Duration> asked() {
        CompletableFuture<Duration> mine = new CompletableFuture<>();
        CompletableFuture<Duration> other = underWay.compareAndExchange(null, mine);
        if (other != null) {
            return other;
        }
        executor.execute(() -> answer(mine));
        return mine;
    }

    private void answer(CompletableFuture<Duration> answer) {
        long start = System.nanoTime();
        try {
            question.ask();
            underWay.set(null);
            answer.complete(Duration.ofNanos(System.nanoTime() - start));
        } catch (Exception e) {
            underWay.set(null);
            answer.completeExceptionally(e);
        }
    }
}
