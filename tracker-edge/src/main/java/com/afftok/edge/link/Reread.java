package com.afftok.edge.link;

import io.vertx.core.Future;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What is read again while the old serves: the new, or the old where nobody could be asked. That
/// it begins to fail, and that it ends, is logged once each.
final class Reread {

    private static final Logger log = LoggerFactory.getLogger(Reread.class);

    private final AtomicBoolean failing = new AtomicBoolean();

    <T> CompletableFuture<T> orElse(T old, Future<T> again) {
        return again.map(this::succeeded)
                .otherwise(e -> failed(old, e))
                .toCompletionStage()
                .toCompletableFuture();
    }

    private <T> T failed(T old, Throwable e) {
        if (failing.compareAndSet(false, true)) {
            log.atWarn()
                    .addKeyValue("cause", e.toString())
                    .log("links can't be read again, those in memory serve on");
        }
        return old;
    }

    private <T> T succeeded(T found) {
        if (failing.compareAndSet(true, false)) {
            log.info("links are read again");
        }
        return found;
    }
}
