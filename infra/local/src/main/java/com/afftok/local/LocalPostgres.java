package com.afftok.local;

import com.afftok.shared.config.DatabaseUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The embedded PostgreSQL server: committed data survives everything but the loss of its folder.
///
/// The server process survives the end of this process; the next start finds it by its
/// postmaster.pid, shuts it down and continues with its data. It listens on the loopback address
/// only, opens no Unix socket and requires the password.
public final class LocalPostgres implements Part, AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final int SHOWN_LINES = 10;

    /// The database, and the role that owns it.
    private static final String NAME = "afftok";

    /// The role of the services, which owns nothing.
    static final String APP = "afftok_app";

    /// The line of postmaster.pid, from 0.
    private static final int PORT_LINE = 3;

    private final Binaries binaries;
    private final Path home;
    private final Path data;
    private final Path log;
    private final int port;
    private final Passwords passwords;
    private final Durability durability;
    private final boolean temporary;
    private final PidFile pidFile;

    /// The passwords of the two roles; neither contains a quote.
    record Passwords(String owner, String app) {

        /// Omits the passwords.
        @Override
        public String toString() {
            return "Passwords";
        }
    }

    /// A server whose data is in the folder `postgres` of its home; a temporary one deletes its
    /// home when it is closed.
    LocalPostgres(
            Binaries binaries,
            Path home,
            int port,
            Passwords passwords,
            Durability durability,
            boolean temporary) {
        this.binaries = binaries;
        this.home = home;
        this.data = home.resolve("postgres");
        this.log = home.resolve("logs").resolve("postgres.log");
        this.port = port;
        this.passwords = passwords;
        this.durability = durability;
        this.temporary = temporary;
        this.pidFile = new PidFile(data.resolve("postmaster.pid"), data.toString());
    }

    /// A running server for tests, on a free port, with an empty database. Its data survives
    /// [#kill], and is deleted by [#close].
    public static LocalPostgres temporary() {
        return TemporaryServers.postgres(Durability.PROCESS_CRASH);
    }

    /// As [#temporary], with the schema in its database.
    public static LocalPostgres migrated() {
        return TemporaryServers.migratedPostgres();
    }

    /// The address of the running server of a home; empty if there is none.
    static Optional<String> running(Path home, Passwords passwords) throws IOException {
        Binaries binaries = new Binaries(home.resolve("bin"));
        LocalPostgres found =
                new LocalPostgres(binaries, home, 0, passwords, Durability.MACHINE_CRASH, false);
        if (found.process().isEmpty()) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(found.pidFile.file());
        return lines.size() <= PORT_LINE
                ? Optional.empty()
                : Optional.of(
                        url(APP, passwords.app(), Integer.parseInt(lines.get(PORT_LINE).strip())));
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public boolean isRunning() throws IOException {
        return process().isPresent();
    }

    public int port() {
        return port;
    }

    /// `postgres://…` with the password, for the role of the services.
    public String url() {
        return url(APP, passwords.app(), port);
    }

    /// As [#url], for the role that owns the database: for migrations, and tests that do what no
    /// service does.
    public String ownerUrl() {
        return url(NAME, passwords.owner(), port);
    }

    private static String url(String role, String password, int port) {
        return "postgres://%s:%s@127.0.0.1:%d/%s?sslmode=disable"
                .formatted(role, password, port, NAME);
    }

    public void migrate() {
        Migrations.apply(DatabaseUrl.parse(ownerUrl()), APP);
    }

    /// Starts the server, and stops one left by an earlier process first.
    @Override
    public void start() throws IOException, InterruptedException {
        stop();
        Folders.createPrivate(home.resolve("logs"));
        if (!Files.exists(data)) {
            initialise();
        }
        Files.writeString(data.resolve("postgresql.conf"), PostgresSettings.text(port, durability));
        long logged = Files.exists(log) ? Files.size(log) : 0;
        try {
            pgCtl(START_LIMIT, "start", "-w", "-s", "-l", log.toString());
        } catch (IOException failure) {
            String lines = String.join("\n  ", LastLines.of(log, logged, SHOWN_LINES));
            throw new IOException("PostgreSQL did not start:\n  " + lines, failure);
        }
    }

    /// Shuts the server down: clients are disconnected, all data is on disk.
    @Override
    public void stop() throws IOException, InterruptedException {
        try {
            stop("fast");
        } catch (IOException tooSlow) {
            stop("immediate");
        }
    }

    private void stop(String mode) throws IOException, InterruptedException {
        Optional<ProcessHandle> running = process();
        if (running.isEmpty()) {
            Files.deleteIfExists(pidFile.file());
            return;
        }
        pgCtl(STOP_LIMIT, "stop", "-w", "-s", "-m", mode);
        PidFile.ended(running.get(), STOP_LIMIT);
    }

    /// Simulates a crash with kill -9; [#start] recovers the data.
    public void kill() throws IOException {
        Optional<ProcessHandle> running = process();
        if (running.isPresent()) {
            List<ProcessHandle> workers = running.get().children().toList();
            running.get().destroyForcibly();
            workers.forEach(ProcessHandle::destroyForcibly);
            PidFile.ended(running.get(), STOP_LIMIT);
            workers.forEach(worker -> PidFile.ended(worker, STOP_LIMIT));
        }
    }

    Optional<ProcessHandle> process() throws IOException {
        return pidFile.process();
    }

    /// Stops the server; a temporary one deletes its files, and needs no checkpoint before.
    @Override
    public void close() {
        try {
            if (temporary) {
                stop("immediate");
                Folders.delete(home);
                TemporaryServers.ended(this);
            } else {
                stop();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void initialise() throws IOException, InterruptedException {
        Path unfinished = home.resolve("postgres.new");
        Folders.delete(unfinished);
        Folders.createPrivate(unfinished);
        initialise(binaries.postgres(), unfinished, passwords);
        Files.move(unfinished.resolve("postgres"), data);
        Folders.delete(unfinished);
    }

    /// Creates a database cluster `postgres` in a folder, with one empty database and both roles.
    ///
    /// @param more options of initdb
    static void initialise(Path bin, Path folder, Passwords passwords, String... more)
            throws IOException, InterruptedException {
        String data = folder.resolve("postgres").toString();
        Path secret = Files.createTempFile(folder, "password", "");
        try {
            Files.writeString(secret, passwords.owner());
            List<String> initdb = command(bin, folder, "initdb");
            initdb.addAll(List.of("-D", data, "-U", NAME, "--pwfile", secret.toString()));
            initdb.addAll(List.of("--auth=scram-sha-256", "--encoding=UTF8", "--locale=C"));
            initdb.addAll(List.of("--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
            initdb.addAll(List.of(more));
            Command.of(initdb, START_LIMIT).run();
        } finally {
            Files.delete(secret);
        }
        List<String> single = command(bin, folder, "postgres");
        single.addAll(List.of("--single", "-D", data, "postgres"));
        Command.of(single, START_LIMIT)
                .reading(
                        """
                        CREATE DATABASE %s
                        CREATE ROLE %s LOGIN PASSWORD '%s'
                        """
                                .formatted(NAME, APP, passwords.app()))
                .run();
    }

    private void pgCtl(Duration limit, String... words) throws IOException, InterruptedException {
        List<String> pgCtl = command(binaries.postgres(), data, "pg_ctl");
        pgCtl.addAll(List.of(words));
        pgCtl.addAll(List.of("-D", data.toString(), "-t", Long.toString(limit.toSeconds())));
        Command.of(pgCtl, limit.plusSeconds(5)).run();
    }

    /// PostgreSQL refuses to run as root; root runs it as nobody in a user namespace, in which
    /// root's files belong to nobody.
    private static List<String> command(Path bin, Path owned, String program) throws IOException {
        List<String> words = new ArrayList<>();
        if (Folders.ownedByRoot(owned)) {
            words.addAll(List.of("unshare", "-U"));
        }
        words.add(bin.resolve(program).toString());
        return words;
    }
}
