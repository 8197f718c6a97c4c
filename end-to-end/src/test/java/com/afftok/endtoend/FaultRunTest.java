package com.afftok.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.endtoend.Launcher.Run;
import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.id.ClickId;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Ten minutes of 2,000 clicks a second, while edge, Redis and PostgreSQL are killed and frozen in
/// turn: each received redirect is one row, and rollups and counters match the rows.
@EnabledIfSystemProperty(named = "tests", matches = "long")
final class FaultRunTest {

    private static final int CLICKS_PER_SECOND = 2000;
    private static final int SHOPPERS_AT_ONCE = 256;
    private static final int CLIENTS = 4;
    private static final Duration LENGTH = Duration.ofMinutes(Long.getLong("faults.minutes", 10));

    /// The minimum share of redirects in the schedule, including kills and freezes.
    private static final double REDIRECTED = 0.7;

    private static final Duration QUIET = Duration.ofSeconds(10);
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(60);
    private static final Duration WRITTEN_WITHIN = Duration.ofMinutes(5);

    @TempDir private Path folder;
    private Launcher launcher;
    private Run run;
    private final Set<UUID> redirected = ConcurrentHashMap.newKeySet();
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private volatile boolean over;

    private interface Fault {
        void strike() throws Exception;
    }

    private record Named(String name, Fault fault) {}

    @BeforeEach
    void start() throws Exception {
        launcher = Launcher.asShipped(folder);
        Shopper.TRUSTED.forEach(launcher::set);
        run = launcher.launch().ready();
    }

    @AfterEach
    void leave_nothing_running() throws Exception {
        over = true;
        launcher.endAll();
    }

    @Test
    void kills_and_freezes_lose_and_double_nothing() throws Exception {
        ClickRows rows = ClickRows.of(launcher, run);
        long seconds;
        try (ExecutorService shoppers = Executors.newVirtualThreadPerTaskExecutor()) {
            String link = run.entry("demo link");
            long start = System.nanoTime();
            List<Future<?>> clicking = new ArrayList<>();
            for (int client = 0; client < CLIENTS; client++) {
                HttpClient http = client();
                for (int i = 0; i < SHOPPERS_AT_ONCE / CLIENTS; i++) {
                    clicking.add(
                            shoppers.submit(() -> clickUntilOver(http, rows.codes(), link, start)));
                }
            }

            List<Named> faults = faults();
            for (int i = 0;
                    i < faults.size() || System.nanoTime() - start < LENGTH.toNanos();
                    i++) {
                Named next = faults.get(i % faults.size());
                pause(QUIET);
                next.fault().strike();
                System.out.printf(
                        "%s: %d redirects of %d requests%n",
                        next.name(), received.get(), sent.get());
            }
            pause(QUIET);
            seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds();
            over = true;
            for (Future<?> one : clicking) {
                one.get();
            }
        }

        Await.until(WRITTEN_WITHIN, () -> missing(rows), missing -> missing == 0);
        List<Long> sums = rows.sums();
        System.out.printf(
                "%d redirects received, %d rows, %d counted by hour, %d counted by offer%n",
                redirected.size(), sums.get(0), sums.get(1), sums.get(2));

        assertThat(received.get())
                .as("redirects in %d s", seconds)
                .isGreaterThan((long) (CLICKS_PER_SECOND * seconds * REDIRECTED));
        assertThat(redirected).hasSize((int) received.get());
        assertThat(sums.get(0)).isGreaterThanOrEqualTo(redirected.size());
        assertThat(sums).allMatch(sums.get(0)::equals);
    }

    /// The long freezes exceed every limit after which the edge closes a connection.
    private List<Named> faults() {
        return List.of(
                new Named("edge killed", () -> process("edge.pid").destroyForcibly()),
                new Named("redis killed", () -> process("redis/redis.pid").destroyForcibly()),
                new Named(
                        "postgres killed",
                        () -> process("postgres/postmaster.pid").destroyForcibly()),
                new Named("redis frozen for 3 s", () -> freeze("redis/redis.pid", 3)),
                new Named("redis frozen for 15 s", () -> freeze("redis/redis.pid", 15)),
                new Named("edge frozen for 5 s", () -> freeze("edge.pid", 5)),
                new Named("postgres frozen for 25 s", this::freezePostgres),
                new Named(
                        "redis killed, edge asked to stop",
                        () -> {
                            process("redis/redis.pid").destroyForcibly();
                            pause(Duration.ofSeconds(3));
                            process("edge.pid").destroy();
                        }),
                new Named(
                        "all killed",
                        () -> {
                            process("postgres/postmaster.pid").destroyForcibly();
                            process("redis/redis.pid").destroyForcibly();
                            process("edge.pid").destroyForcibly();
                        }));
    }

    /// The current process; a killed one is restarted first.
    private ProcessHandle process(String pidFile) throws Exception {
        Await.until(
                STARTED_WITHIN,
                () -> {
                    try {
                        return launcher.process(pidFile).isAlive();
                    } catch (IOException | NoSuchElementException starting) {
                        return false;
                    }
                },
                alive -> alive);
        return launcher.process(pidFile);
    }

    private void freeze(String pidFile, int seconds) throws Exception {
        ProcessHandle frozen = process(pidFile);
        signal("STOP", frozen);
        pause(Duration.ofSeconds(seconds));
        signal("CONT", frozen);
    }

    /// The server and all its backends.
    private void freezePostgres() throws Exception {
        ProcessHandle server = process("postgres/postmaster.pid");
        List<ProcessHandle> all = server.descendants().toList();
        signal("STOP", server);
        for (ProcessHandle one : all) {
            signal("STOP", one);
        }
        pause(Duration.ofSeconds(25));
        for (ProcessHandle one : all) {
            signal("CONT", one);
        }
        signal("CONT", server);
    }

    /// A process that has ended needs no signal.
    private static void signal(String name, ProcessHandle process) throws Exception {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
    }

    private static void pause(Duration time) {
        passUntil(System.nanoTime() + time.toNanos());
    }

    /// Load and faults follow a schedule, for which there is no condition to wait for.
    private static void passUntil(long moment) {
        for (long left = moment - System.nanoTime(); left > 0; left = moment - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /// Takes the next click of the schedule when it is due; while a shopper waits for an answer,
    /// others continue.
    private @Nullable Void clickUntilOver(
            HttpClient http, ClickCodes codes, String link, long start)
            throws InterruptedException {
        while (!over) {
            long number = sent.getAndIncrement();
            long due = start + number * 1_000_000_000L / CLICKS_PER_SECOND;
            passUntil(due);
            new Shopper(http, (int) (number & 0xFFFF))
                    .triesToClick(link)
                    .ifPresent(code -> receive(codes, code));
        }
        return null;
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
    }

    private void receive(ClickCodes codes, String code) {
        ClickId id = Objects.requireNonNull(codes.verify(code), code);
        received.incrementAndGet();
        redirected.add(id.uuid());
    }

    private int missing(ClickRows rows) {
        try {
            return redirected.size() - rows.count(redirected::contains);
        } catch (SQLException serverIsGone) {
            return redirected.size();
        }
    }
}
