package com.afftok.local;

import java.io.IOException;
import java.time.Duration;

/// Keeps one part running: restarts it when it has ended or does not answer, after a delay that
/// grows with consecutive failures.
final class Keeper {

    private static final Duration GLANCE = Duration.ofMillis(50);
    private static final Duration FIRST_DELAY = Duration.ofMillis(200);
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(15);
    private static final Duration STEADY = Duration.ofMinutes(1);
    private static final int FIRST_ATTEMPTS = 2;

    /// When a running part is considered hung.
    ///
    /// @param every interval of health checks
    /// @param silences consecutive failed checks
    record Patience(Duration every, int silences) {
        static final Patience USUAL = new Patience(Duration.ofSeconds(5), 6);
    }

    private final Part part;
    private final StopSignal stop;
    private final Screen screen;
    private final Patience patience;
    private Duration delay = FIRST_DELAY;

    private Keeper(Part part, StopSignal stop, Screen screen, Patience patience) {
        this.patience = patience;
        this.part = part;
        this.stop = stop;
        this.screen = screen;
    }

    /// Starts the part and returns when it serves; the returned thread then keeps it running, until
    /// the stop is requested. It does not stop the part.
    ///
    /// @throws CannotStart if the part does not start
    static Thread start(Part part, StopSignal stop, Screen screen) throws InterruptedException {
        return start(part, stop, screen, Patience.USUAL);
    }

    static Thread start(Part part, StopSignal stop, Screen screen, Patience patience)
            throws InterruptedException {
        Keeper keeper = new Keeper(part, stop, screen, patience);
        keeper.startFirst();
        return Thread.ofVirtual().name("keep " + part.name()).start(keeper::keep);
    }

    private void startFirst() throws InterruptedException {
        for (int attempt = 1; !stop.requested(); attempt++) {
            try {
                part.start();
                return;
            } catch (IOException failure) {
                if (attempt == FIRST_ATTEMPTS || part.refusesToStart()) {
                    throw new CannotStart(String.valueOf(failure.getMessage()), failure);
                }
            }
        }
    }

    private void keep() {
        try {
            long startedAt = System.nanoTime();
            long askedAt = startedAt;
            int silences = 0;
            while (!stop.await(GLANCE)) {
                if (System.nanoTime() - askedAt > patience.every().toNanos()) {
                    silences = part.answers() ? 0 : silences + 1;
                    askedAt = System.nanoTime();
                }
                boolean hangs = silences == patience.silences();
                if (hangs || !part.isRunning()) {
                    if (System.nanoTime() - startedAt > STEADY.toNanos()) {
                        delay = FIRST_DELAY;
                    }
                    startAgain(hangs);
                    startedAt = System.nanoTime();
                    askedAt = startedAt;
                    silences = 0;
                }
            }
        } catch (IOException failure) {
            stop.request(new CannotStart(part.name() + ": " + failure.getMessage(), failure));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void startAgain(boolean hangs) throws IOException, InterruptedException {
        screen.line(part.name() + (hangs ? " does not answer" : " has ended") + "; restarting it");
        if (hangs) {
            part.stop();
        }
        if (stop.await(delay)) {
            return;
        }
        delay = longer(delay);
        try {
            part.start();
            screen.line(part.name() + " serves again");
        } catch (IOException failure) {
            String message = String.valueOf(failure.getMessage());
            if (part.refusesToStart()) {
                stop.request(new CannotStart(message, failure));
            } else if (!stop.requested()) {
                screen.line(message);
            }
        }
    }

    private static Duration longer(Duration delay) {
        Duration twice = delay.multipliedBy(2);
        return twice.compareTo(LONGEST_DELAY) < 0 ? twice : LONGEST_DELAY;
    }
}
