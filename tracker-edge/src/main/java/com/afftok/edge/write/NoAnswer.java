package com.afftok.edge.write;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Redis or PostgreSQL failed to answer, or answered that it can't.
final class NoAnswer extends RuntimeException {

    private NoAnswer(Throwable cause) {
        super(cause.toString(), cause);
    }

    /// Blocks a virtual thread until the answer is there. A failure that is no exception of the
    /// running program, a timeout among them, is thrown as this one.
    static <T extends @Nullable Object> T await(Future<T> answer, Duration limit) {
        return answer.timeout(limit.toMillis(), TimeUnit.MILLISECONDS)
                .recover(e -> Future.failedFuture(unchecked(e)))
                .await();
    }

    private static RuntimeException unchecked(Throwable e) {
        return e instanceof RuntimeException known ? known : new NoAnswer(e);
    }
}
