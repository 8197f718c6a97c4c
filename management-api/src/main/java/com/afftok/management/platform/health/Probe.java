package com.afftok.management.platform.health;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Checks a dependency, with a limit of one second.
///
/// One check runs at a time, and concurrent callers share its result, so a dependency that hangs
/// costs one thread.
final class Probe {

    static final Duration PATIENCE = Duration.ofSeconds(1);

    /// A round trip to the dependency; it throws if that fails.
    @FunctionalInterface
    interface Question {
        void ask() throws Exception;
    }

    /// The result of a check.
    ///
    /// @param latency the time until the answer, or the time waited
    record Sign(boolean up, Duration latency) {}

    private final Question question;
    private final Executor executor;
    private final AtomicReference<@Nullable CompletableFuture<Void>> underWay =
            new AtomicReference<>();

    Probe(Executor executor, Question question) {
        this.executor = executor;
        this.question = question;
    }

    Sign ask() {
        long start = System.nanoTime();
        boolean up = answered();
        return new Sign(up, Duration.ofNanos(System.nanoTime() - start));
    }

    private boolean answered() {
        try {
            asked().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private CompletableFuture<Void> asked() {
        CompletableFuture<Void> mine = new CompletableFuture<>();
        CompletableFuture<Void> other = underWay.compareAndExchange(null, mine);
        if (other != null) {
            return other;
        }
        executor.execute(() -> answer(mine));
        return mine;
    }

    private void answer(CompletableFuture<Void> answer) {
        try {
            question.ask();
            answer.complete(null);
        } catch (Exception e) {
            answer.completeExceptionally(e);
        } finally {
            underWay.set(null);
        }
    }
}
