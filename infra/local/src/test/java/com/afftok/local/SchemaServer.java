package com.afftok.local;

import com.afftok.shared.config.DatabaseUrl;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/// A PostgreSQL server with a migrated database. Tests use it in turn and find it empty, which
/// takes a tenth of the time of a new one.
final class SchemaServer implements AutoCloseable {

    /// Bypasses all triggers, which would refuse it.
    private static final String EMPTY =
            """
            do $$
            declare
                of_a_test record;
            begin
                set local session_replication_role = replica;
                for of_a_test in select format('drop table %s', oid::regclass) as partition
                                   from pg_class
                                  where relkind = 'r' and relispartition and relname ~ '_2021_' loop
                    execute of_a_test.partition;
                end loop;
                for of_a_test in select format('delete from %s', oid::regclass) as rows
                                   from pg_class
                                  where relkind = 'r' and relnamespace = 'public'::regnamespace
                                    and relname <> 'flyway_schema_history' loop
                    execute of_a_test.rows;
                end loop;
            end
            $$
            """;

    private static final String PREFIX = "afftok-schema-";
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final String name;
    private final DatabaseUrl url;
    private final @Nullable Closeable running;

    private SchemaServer(String name, DatabaseUrl url, @Nullable Closeable running) {
        this.name = name;
        this.url = url;
        this.running = running;
    }

    /// The PostgreSQL that `./afftok up` starts.
    static SchemaServer ours() {
        LocalPostgres postgres = LocalPostgres.migrated();
        DatabaseUrl url = DatabaseUrl.parse(postgres.ownerUrl());
        return new SchemaServer("PostgreSQL 18", url, postgres::close);
    }

    /// The PostgreSQL 15 installed in a folder; if there is none, a server that skips its tests.
    static SchemaServer installed15(Path bin) throws IOException {
        int port = freePort();
        DatabaseUrl url =
                DatabaseUrl.parse("postgres://postgres@127.0.0.1:%d/postgres".formatted(port));
        if (!Files.isExecutable(bin.resolve("postgres"))) {
            return new SchemaServer("PostgreSQL 15, which is not installed in " + bin, url, null);
        }
        removeOrphans(bin);
        Path home = Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + "-");
        Path data = home.resolve("data");
        String user = "--username=" + url.user();
        run(bin, home, "initdb", "--pgdata=" + data, user, "--auth=trust", "--encoding=UTF8");
        String settings =
                "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=".formatted(port);
        pgCtl(bin, data, "start", "-l", home.resolve("log").toString(), "-o", settings);
        return new SchemaServer("PostgreSQL 15", url, () -> stop(bin, home)).migrated();
    }

    /// The database with the schema and no rows.
    SchemaDatabase emptyDatabase() throws SQLException {
        Assumptions.assumeTrue(running != null, name);
        SchemaDatabase database = new SchemaDatabase(this);
        database.run(EMPTY);
        return database;
    }

    /// As the role of the services.
    Connection connectAsService() throws SQLException {
        Connection connection = connect();
        try (var statement = connection.createStatement()) {
            statement.execute("set session authorization " + LocalPostgres.APP);
        }
        return connection;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
    }

    void migrate() {
        Migrations.apply(url, LocalPostgres.APP);
    }

    @Override
    public void close() throws IOException {
        if (running != null) {
            running.close();
        }
    }

    @Override
    public String toString() {
        return name;
    }

    private SchemaServer migrated() throws IOException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("create role " + LocalPostgres.APP + " login");
        } catch (SQLException e) {
            throw new IOException(e);
        }
        migrate();
        return this;
    }

    /// Stops servers and deletes files of a JVM that was killed.
    private static void removeOrphans(Path bin) throws IOException {
        Path all = Path.of(System.getProperty("java.io.tmpdir"));
        try (var folders = Files.newDirectoryStream(all, PREFIX + "*")) {
            for (Path folder : folders) {
                String pid = folder.getFileName().toString().split("-", -1)[2];
                if (ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                    stop(bin, folder);
                }
            }
        }
    }

    private static void stop(Path bin, Path home) throws IOException {
        if (Files.exists(home.resolve("data").resolve("postmaster.pid"))) {
            pgCtl(bin, home.resolve("data"), "stop", "-m", "immediate");
        }
        Folders.delete(home);
    }

    private static void pgCtl(Path bin, Path data, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of(words));
        command.addAll(List.of("-w", "-s", "-D", data.toString()));
        run(bin, data, "pg_ctl", command.toArray(String[]::new));
    }

    /// PostgreSQL refuses to run as root; in a user namespace it does not detect it.
    private static void run(Path bin, Path owned, String program, String... words)
            throws IOException {
        List<String> command = new ArrayList<>();
        if (Folders.ownedByRoot(owned)) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(bin.resolve(program).toString());
        command.addAll(List.of(words));
        try {
            Command.of(command, LIMIT).run();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new IOException(program + " was interrupted");
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
