package com.afftok.edge.write;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Redis or PostgreSQL gave no answer, or an error.
final class NoAnswer extends RuntimeException {

    private NoAnswer(Throwable cause) {
        super(cause.toString(), cause);
    }

    /// Blocks a virtual thread until the answer arrives. A failure that is not a bug, such as a
    /// timeout, is thrown as [NoAnswer].
    static <T extends @Nullable Object> T await(Future<T> answer, Duration limit) {
        return await(answer.timeout(limit.toMillis(), TimeUnit.MILLISECONDS));
    }

    /// Waits for an answer that has its own limit.
    static <T extends @Nullable Object> T await(Future<T> answer) {
        return answer.recover(e -> Future.failedFuture(unchecked(e))).await();
    }

    private static RuntimeException unchecked(Throwable e) {
        return e instanceof RuntimeException known ? known : new NoAnswer(e);
    }
}
