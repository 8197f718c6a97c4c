package com.afftok.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.Eventually;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class KeeperTest {

    private static final Keeper.Patience PATIENCE = new Keeper.Patience(Duration.ofMillis(10), 3);

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);
    private final StopSignal stop = new StopSignal();
    private final Actor part = new Actor();

    @AfterEach
    void end() {
        stop.request();
        stop.finished();
    }

    @Test
    void a_part_that_runs_and_does_not_answer_is_stopped_and_started_again() throws Exception {
        keep();

        part.silent = true;

        Eventually.equal(2, part.starts::get);
        assertThat(part.stops).hasValue(1);
        Eventually.holds("told", () -> lines().contains("actor serves again"));
        assertThat(lines()).contains("actor does not answer; restarting it");
    }

    @Test
    void a_part_that_answers_late_once_in_a_while_is_left_alone() throws Exception {
        keep();

        for (int i = 0; i < PATIENCE.silences(); i++) {
            part.silences.set(PATIENCE.silences() - 1);
            Eventually.holds("asked", () -> part.silences.get() <= 0);
            int asked = part.asked.get();
            Eventually.holds("asked again", () -> part.asked.get() > asked + PATIENCE.silences());
        }

        assertThat(part.starts).hasValue(1);
        assertThat(part.stops).hasValue(0);
    }

    @Test
    void a_part_that_has_ended_is_started_again() throws Exception {
        keep();

        part.running = false;

        Eventually.equal(2, part.starts::get);
        assertThat(part.stops).hasValue(0);
        assertThat(lines()).contains("actor has ended; restarting it");
    }

    private void keep() throws InterruptedException {
        Keeper.start(part, stop, new Screen(out, out), PATIENCE);
    }

    private String lines() {
        return shown.toString(StandardCharsets.UTF_8);
    }

    private static final class Actor implements Part {

        volatile boolean running;
        volatile boolean silent;
        final AtomicInteger silences = new AtomicInteger();
        final AtomicInteger asked = new AtomicInteger();
        final AtomicInteger starts = new AtomicInteger();
        final AtomicInteger stops = new AtomicInteger();

        @Override
        public String name() {
            return "actor";
        }

        @Override
        public void start() {
            running = true;
            silent = false;
            starts.incrementAndGet();
        }

        @Override
        public boolean isRunning() {
            return running;
        }

        @Override
        public boolean answers() {
            asked.incrementAndGet();
            return silences.getAndDecrement() <= 0 && !silent;
        }

        @Override
        public void stop() {
            running = false;
            stops.incrementAndGet();
        }
    }
}
