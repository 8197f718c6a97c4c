package com.afftok.local;

import com.afftok.shared.config.RedisUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The embedded Redis server: acknowledged data is kept, on disk if configured (`appendfsync
/// always`), and never evicted.
///
/// The server process survives the end of this process; the next start finds it by its pid file,
/// shuts it down and continues with its data. It listens on the loopback address only and requires
/// the password.
public final class LocalRedis implements Part, AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final int SHOWN_LINES = 10;
    private static final Duration PAUSE = Duration.ofMillis(5);

    private final Binaries binaries;
    private final Path home;
    private final Path data;
    private final Path log;
    private final int port;
    private final String password;
    private final Durability durability;
    private final boolean temporary;
    private final Path configuration;
    private final PidFile pidFile;

    /// A server whose data is in the folder `redis` of its home; a temporary one deletes its home
    /// when it is closed.
    LocalRedis(
            Binaries binaries,
            Path home,
            int port,
            String password,
            Durability durability,
            boolean temporary) {
        this.binaries = binaries;
        this.home = home;
        this.data = home.resolve("redis");
        this.log = home.resolve("logs").resolve("redis.log");
        this.port = port;
        this.password = password;
        this.durability = durability;
        this.temporary = temporary;
        this.configuration = data.resolve("redis.conf");
        this.pidFile = new PidFile(data.resolve("redis.pid"), configuration.toString());
    }

    /// A running server for tests, on a free port. Its data survives [#kill], and is deleted by
    /// [#close].
    public static LocalRedis temporary() {
        return TemporaryServers.redis(Durability.PROCESS_CRASH);
    }

    @Override
    public String name() {
        return "Redis";
    }

    @Override
    public boolean isRunning() throws IOException {
        return process().isPresent();
    }

    public int port() {
        return port;
    }

    /// `redis://…` with the password.
    public String url() {
        return "redis://:%s@127.0.0.1:%d/0".formatted(password, port);
    }

    /// Starts the server, stops one left by an earlier process first, and returns when the data is
    /// loaded.
    @Override
    public void start() throws IOException, InterruptedException {
        stop();
        Folders.createPrivate(home.resolve("logs"));
        Folders.createPrivate(data);
        writeConfiguration();
        long logged = Files.exists(log) ? Files.size(log) : 0;
        Path program = binaries.redis();
        Command.of(List.of(program.toString(), configuration.toString()), START_LIMIT).run();
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (!RedisConversation.serves(RedisUrl.parse(url()))) {
            if (!isStarting() || System.nanoTime() > deadline) {
                String lines = String.join("\n  ", LastLines.of(log, logged, SHOWN_LINES));
                throw new IOException("Redis did not start:\n  " + lines);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /// Shuts the server down: everything is on disk.
    @Override
    public void stop() throws IOException, InterruptedException {
        Optional<ProcessHandle> running = process();
        if (running.isPresent()) {
            running.get().destroy();
            if (!PidFile.ended(running.get(), STOP_LIMIT)) {
                kill();
            }
        }
        Files.deleteIfExists(pidFile.file());
    }

    /// Simulates a crash with kill -9; [#start] recovers the data.
    public void kill() throws IOException {
        Optional<ProcessHandle> running = process();
        if (running.isPresent()) {
            running.get().destroyForcibly();
            PidFile.ended(running.get(), STOP_LIMIT);
        }
    }

    /// Suspends the server with `kill -STOP`, so that it does not answer.
    public void pause() throws IOException, InterruptedException {
        signal("STOP");
    }

    public void resume() throws IOException, InterruptedException {
        signal("CONT");
    }

    /// The first line of the answer to a command without spaces in its words, such as `+PONG`.
    public String ask(String command) throws IOException {
        return RedisConversation.ask(RedisUrl.parse(url()), command);
    }

    Optional<ProcessHandle> process() throws IOException {
        return pidFile.process();
    }

    /// Stops the server; a temporary one deletes its files.
    @Override
    public void close() {
        try {
            stop();
            if (temporary) {
                Folders.delete(home);
                TemporaryServers.ended(this);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        Optional<ProcessHandle> running = process();
        if (running.isPresent()) {
            new ProcessBuilder("kill", "-" + name, Long.toString(running.get().pid()))
                    .start()
                    .waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
    }

    /// The server detaches, and writes its pid file when its port is open: until then its command
    /// line identifies it.
    private boolean isStarting() {
        return ProcessHandle.allProcesses()
                .anyMatch(process ->
                        process.info()
                                .arguments()
                                .filter(a -> List.of(a).contains(configuration.toString()))
                                .isPresent());
    }

    private void writeConfiguration() throws IOException {
        Files.deleteIfExists(configuration);
        Files.createFile(
                configuration,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(
                configuration,
                """
                # Written at every start.
                bind 127.0.0.1
                port %d
                requirepass %s
                daemonize yes
                set-proc-title no
                pidfile %s
                logfile %s
                dir %s

                appendonly yes
                appendfsync %s
                save ""
                maxmemory 1gb
                maxmemory-policy noeviction
                """
                        .formatted(
                                port,
                                password,
                                quoted(pidFile.file()),
                                quoted(log),
                                quoted(data),
                                durability == Durability.MACHINE_CRASH ? "always" : "no"));
    }

    private static String quoted(Path path) {
        return '"' + path.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
