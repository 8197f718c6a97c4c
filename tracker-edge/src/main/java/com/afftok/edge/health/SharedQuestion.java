package com.afftok.edge.health;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Deduplicates a query: all callers until its answer is there, and until it expires, get the same
/// answer, each on its own event loop.
final class SharedQuestion<T> {

    private final Supplier<Future<T>> question;
    private final long freshNanos;
    private final LongSupplier nanos;
    private @Nullable Future<T> last;
    private long askedAt;

    /// @param question never fails, and has a limit
    /// @param fresh measured from when the query was sent
    SharedQuestion(Supplier<Future<T>> question, Duration fresh, LongSupplier nanos) {
        this.question = question;
        this.freshNanos = fresh.toNanos();
        this.nanos = nanos;
    }

    Future<T> ask() {
        Future<T> answer = current();
        Context asker = Vertx.currentContext();
        if (asker == null || answer.isComplete()) {
            return answer;
        }
        Promise<T> promise = Promise.promise();
        answer.onComplete(
                done -> asker.runOnContext(_ -> promise.complete(done.result(), done.cause())));
        return promise.future();
    }

    private synchronized Future<T> current() {
        Future<T> known = last;
        if (known != null && (!known.isComplete() || nanos.getAsLong() - askedAt < freshNanos)) {
            return known;
        }
        askedAt = nanos.getAsLong();
        Future<T> asked = question.get();
        last = asked;
        return asked;
    }
}
