package com.afftok.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/// The servers that tests start: on free ports, in folders that are deleted when the server is
/// closed, at the latest when this JVM ends.
///
/// A JVM that is killed cannot clean up; the next one that starts a server does it in its stead.
final class TemporaryServers {

    private static final String PREFIX = "afftok-test " + System.getProperty("user.name") + " ";
    private static final String PASSWORD = "for-tests-only";
    private static final int ATTEMPTS = 5;
    private static final Binaries BINARIES = Binaries.shared();
    private static final Map<Part, Runnable> RUNNING = new ConcurrentHashMap<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(TemporaryServers::closeAll));
        removeOrphans();
    }

    private TemporaryServers() {}

    static LocalPostgres postgres() {
        return started(TemporaryServers::startPostgres, LocalPostgres::close);
    }

    static LocalRedis redis() {
        return started(TemporaryServers::startRedis, LocalRedis::close);
    }

    private static LocalPostgres startPostgres(Path folder, int port)
            throws IOException, InterruptedException {
        LocalPostgres server = postgresIn(folder, port);
        Folders.copy(emptyCluster(), folder.resolve("postgres"));
        server.start();
        return server;
    }

    private static LocalRedis startRedis(Path folder, int port)
            throws IOException, InterruptedException {
        LocalRedis server = redisIn(folder, port);
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

    private static LocalPostgres postgresIn(Path folder, int port) {
        return new LocalPostgres(BINARIES, folder, port, PASSWORD, true);
    }

    private static LocalRedis redisIn(Path folder, int port) {
        return new LocalRedis(BINARIES, folder, port, PASSWORD, true);
    }

    private static Path folder() throws IOException {
        return Files.createTempDirectory(PREFIX + ProcessHandle.current().pid() + " ");
    }

    /// Setting up a cluster takes longer than copying one.
    private static Path emptyCluster() throws IOException, InterruptedException {
        String name = "empty-cluster-" + Binaries.version("postgres");
        Path bin = BINARIES.postgres();
        return BINARIES.once(name, folder -> LocalPostgres.initialise(bin, folder, PASSWORD))
                .resolve("postgres");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void closeAll() {
        RUNNING.values().forEach(Runnable::run);
    }

    private static void removeOrphans() {
        Path all = Path.of(System.getProperty("java.io.tmpdir"));
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(all, PREFIX + "*")) {
            for (Path folder : folders) {
                if (!belongsToLiving(folder)) {
                    postgresIn(folder, 0).close();
                    redisIn(folder, 0).close();
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static boolean belongsToLiving(Path folder) {
        String pid = folder.getFileName().toString().substring(PREFIX.length()).split(" ", 2)[0];
        return ProcessHandle.of(Long.parseLong(pid)).isPresent();
    }
}
