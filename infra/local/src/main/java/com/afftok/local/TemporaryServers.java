package com.afftok.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The servers of tests: on free ports, in folders that are deleted when the server is closed, or
/// when this JVM ends.
///
/// A cluster with the schema is created once a day for each set of migrations, and copied.
///
/// Files of a JVM that was killed are deleted by the next one that starts a server.
final class TemporaryServers {

    private static final String PREFIX = "afftok-test " + System.getProperty("user.name") + " ";
    private static final String PASSWORD = "for-tests-only";
    private static final LocalPostgres.Passwords PASSWORDS =
            new LocalPostgres.Passwords(PASSWORD, "for-tests-of-services");
    private static final String MIGRATED = "migrated-cheap-cluster-";
    private static final Path DISK = Path.of(System.getProperty("java.io.tmpdir"));
    private static final Path MEMORY = Path.of("/dev/shm");
    private static final long ENOUGH_BYTES = 2L << 30;

    /// A WAL segment is copied with each cluster; 1 MB is the minimum. Known passwords need no
    /// costly hashes, which each connection would compute.
    private static final String[] CHEAP = {"--wal-segsize=1", "-c", "scram_iterations=1"};

    private static final int ATTEMPTS = 5;
    private static final int FIRST_PORT = 20_000;
    private static final int PORTS = 12_000;
    private static final int MOST_PORTS = 100;

    /// JVMs start at different ports.
    private static final AtomicInteger NEXT_PORT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 101 % PORTS));

    /// When this JVM started.
    private static final LocalDate TODAY =
            LocalDate.ofInstant(
                    ProcessHandle.current().info().startInstant().orElseThrow(), ZoneOffset.UTC);

    private static final Binaries BINARIES = Binaries.shared();
    private static final Map<Part, Runnable> RUNNING = new ConcurrentHashMap<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(TemporaryServers::closeAll));
        removeOrphans();
    }

    private TemporaryServers() {}

    static LocalPostgres postgres(Durability durability) {
        return started(
                (folder, port) -> copied(emptyCluster(), folder, port, durability),
                LocalPostgres::close);
    }

    static LocalPostgres migratedPostgres() {
        return started(
                (folder, port) -> copied(migratedCluster(), folder, port, Durability.PROCESS_CRASH),
                LocalPostgres::close);
    }

    static LocalRedis redis(Durability durability) {
        return started(
                (folder, port) -> {
                    LocalRedis server = redisIn(folder, port, durability);
                    server.start();
                    return server;
                },
                LocalRedis::close);
    }

    private static LocalPostgres copied(Path cluster, Path folder, int port, Durability durability)
            throws IOException, InterruptedException {
        LocalPostgres server = postgresIn(folder, port, durability);
        Folders.copy(cluster, folder.resolve("postgres"));
        server.start();
        return server;
    }

    static void ended(Part server) {
        RUNNING.remove(server);
    }

    private interface Start<S> {
        S in(Path folder, int port) throws IOException, InterruptedException;
    }

    private static <S extends Part> S started(Start<S> start, Consumer<S> close) {
        for (int attempt = 1; ; attempt++) {
            try {
                S server = start.in(folder(), freePort());
                RUNNING.put(server, () -> close.accept(server));
                return server;
            } catch (IOException failure) {
                if (attempt == ATTEMPTS) {
                    throw new UncheckedIOException(failure);
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while a server started");
            }
        }
    }

    private static LocalPostgres postgresIn(Path folder, int port, Durability durability) {
        return new LocalPostgres(BINARIES, folder, port, PASSWORDS, durability, true);
    }

    private static LocalRedis redisIn(Path folder, int port, Durability durability) {
        return new LocalRedis(BINARIES, folder, port, PASSWORD, durability, true);
    }

    private static Path folder() throws IOException {
        return Files.createTempDirectory(parent(), PREFIX + ProcessHandle.current().pid() + " ");
    }

    /// In memory if there is room.
    private static Path parent() throws IOException {
        return Files.isWritable(MEMORY)
                        && Files.getFileStore(MEMORY).getUsableSpace() > ENOUGH_BYTES
                ? MEMORY
                : DISK;
    }

    /// Creating a cluster takes longer than copying one.
    private static Path emptyCluster() throws IOException, InterruptedException {
        String name = "cluster-of-cheap-hashes-" + Binaries.version("postgres");
        Path bin = BINARIES.postgres();
        return BINARIES.once(
                        name, folder -> LocalPostgres.initialise(bin, folder, PASSWORDS, CHEAP))
                .resolve("postgres");
    }

    /// Migrations create partitions for the current day, so clusters of other days are useless.
    private static Path migratedCluster() throws IOException, InterruptedException {
        String today = MIGRATED + TODAY;
        String name = today + "-" + Binaries.version("postgres") + "-" + Migrations.fingerprint();
        return BINARIES.once(
                        name,
                        folder -> {
                            removeClusters(today);
                            migrate(folder);
                        })
                .resolve("postgres");
    }

    private static void migrate(Path folder) throws IOException, InterruptedException {
        Path home = folder();
        LocalPostgres server = copied(emptyCluster(), home, freePort(), Durability.PROCESS_CRASH);
        try {
            server.migrate();
            server.stop();
            Folders.copy(home.resolve("postgres"), folder.resolve("postgres"));
        } finally {
            server.close();
        }
    }

    private static void removeClusters(String butOf) throws IOException {
        try (DirectoryStream<Path> clusters =
                Files.newDirectoryStream(BINARIES.folder(), MIGRATED + "*")) {
            for (Path cluster : clusters) {
                if (!cluster.getFileName().toString().startsWith(butOf)) {
                    Folders.delete(cluster);
                }
            }
        }
    }

    /// Below the system's ephemeral ports, so that a restarted server finds its port free.
    private static int freePort() throws IOException {
        for (int attempt = 1; ; attempt++) {
            int port = FIRST_PORT + Math.floorMod(NEXT_PORT.getAndIncrement(), PORTS);
            try (ServerSocket socket =
                    new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                if (attempt == MOST_PORTS) {
                    throw taken;
                }
            }
        }
    }

    private static void closeAll() {
        RUNNING.values().forEach(Runnable::run);
    }

    /// Of all JVMs that start concurrently, the holder of the lock removes the orphans.
    private static void removeOrphans() {
        try {
            Path lock = Folders.createPrivate(BINARIES.folder()).resolve("orphans.lock");
            try (FileChannel channel =
                            FileChannel.open(
                                    lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    @Nullable FileLock held = channel.tryLock()) {
                if (held != null) {
                    removeOrphans(DISK);
                    removeOrphans(MEMORY);
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void removeOrphans(Path all) throws IOException {
        if (!Files.isWritable(all)) {
            return;
        }
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(all, PREFIX + "*")) {
            for (Path folder : folders) {
                if (!belongsToLiving(folder)) {
                    postgresIn(folder, 0, Durability.PROCESS_CRASH).close();
                    redisIn(folder, 0, Durability.PROCESS_CRASH).close();
                }
            }
        }
    }

    private static boolean belongsToLiving(Path folder) {
        String pid = folder.getFileName().toString().substring(PREFIX.length()).split(" ", 2)[0];
        return ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }
}
