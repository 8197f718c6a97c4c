package com.afftok.edge.file;

import io.vertx.core.Vertx;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks files at regular intervals, off the event loops, one check at a time, until the verticle
/// that started it ends.
public final class PeriodicLook {

    private static final Logger log = LoggerFactory.getLogger(PeriodicLook.class);

    private final Vertx vertx;
    private final Runnable look;
    private boolean looking;

    private PeriodicLook(Vertx vertx, Runnable look) {
        this.vertx = vertx;
        this.look = look;
    }

    /// Call it on the verticle's event loop.
    public static void begin(Vertx vertx, Duration interval, Runnable look) {
        PeriodicLook periodic = new PeriodicLook(vertx, look);
        vertx.setPeriodic(interval.toMillis(), _ -> periodic.look());
    }

    private void look() {
        if (looking) {
            return;
        }
        looking = true;
        vertx.executeBlocking(
                        () -> {
                            look.run();
                            return true;
                        })
                .onFailure(e -> log.atError().setCause(e).log("files cannot be looked at"))
                .onComplete(_ -> looking = false);
    }
}
