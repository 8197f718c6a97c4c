package com.afftok.local;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import redis.embedded.core.ExecutableProvider;

/// The programs of PostgreSQL and Redis, unpacked from the class path into a folder.
///
/// Each version has its own folder, which is created atomically, so that killed or concurrent
/// processes leave no incomplete one.
final class Binaries {

    private final Path folder;

    Binaries(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    /// The programs of this user's tests, unpacked once.
    static Binaries shared() {
        return new Binaries(Path.of(System.getProperty("user.home"), ".cache", "afftok"));
    }

    Path folder() {
        return folder;
    }

    /// The `bin` folder of PostgreSQL.
    Path postgres() throws IOException, InterruptedException {
        return once("postgres-" + version("postgres"), Binaries::unpackPostgres).resolve("bin");
    }

    /// The redis-server program.
    Path redis() throws IOException, InterruptedException {
        Path home = once("redis-" + version("redis"), Binaries::unpackRedis);
        return home.resolve("redis-server");
    }

    /// A folder that `step` fills once.
    Path once(String name, Step step) throws IOException, InterruptedException {
        Path complete = folder.resolve(name);
        if (Files.isDirectory(complete)) {
            return complete;
        }
        Folders.createPrivate(folder);
        Path partial = Files.createTempDirectory(folder, name + ".");
        try {
            step.into(partial);
            Files.move(partial, complete, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failure) {
            if (!Files.isDirectory(complete)) {
                throw failure;
            }
        } finally {
            Folders.delete(partial);
        }
        return complete;
    }

    interface Step {
        void into(Path target) throws IOException, InterruptedException;
    }

    static String version(String program) throws IOException {
        Properties versions = new Properties();
        try (InputStream in = Binaries.class.getResourceAsStream("versions.properties")) {
            versions.load(in);
        }
        return versions.getProperty(program) + "-" + System.getProperty("os.arch");
    }

    private static void unpackPostgres(Path target) throws IOException {
        String system = System.getProperty("os.name").startsWith("Mac") ? "Darwin" : "Linux";
        String machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : "arm_64";
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(
                        new XZCompressorInputStream(
                                new BufferedInputStream(
                                        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
                                                system, machine))))) {
            for (TarArchiveEntry entry = tar.getNextEntry();
                    entry != null;
                    entry = tar.getNextEntry()) {
                unpack(tar, entry, target);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
            throws IOException {
        Path file = target.resolve(entry.getName()).normalize();
        if (!file.startsWith(target)) {
            throw new IOException("The archive of PostgreSQL contains a path outside of it");
        }
        if (entry.isDirectory()) {
            Files.createDirectories(file);
            return;
        }
        Files.createDirectories(file.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else if (entry.isLink()) {
            Files.createLink(file, target.resolve(entry.getLinkName()));
        } else {
            Files.copy(tar, file);
            Files.setPosixFilePermissions(file, permissions((entry.getMode() & 0100) != 0));
        }
    }

    private static void unpackRedis(Path target) throws IOException {
        ExecutableProvider.newJarResourceProvider(target.toFile()).get();
        try (Stream<Path> files = Files.list(target)) {
            Path program = files.findFirst().orElseThrow();
            Files.move(program, target.resolve("redis-server"));
        }
        Files.setPosixFilePermissions(target.resolve("redis-server"), permissions(true));
    }

    private static Set<PosixFilePermission> permissions(boolean executable) {
        Set<PosixFilePermission> permissions =
                EnumSet.of(
                        PosixFilePermission.OWNER_READ,
                        PosixFilePermission.OWNER_WRITE,
                        PosixFilePermission.GROUP_READ,
                        PosixFilePermission.OTHERS_READ);
        if (executable) {
            permissions.add(PosixFilePermission.OWNER_EXECUTE);
            permissions.add(PosixFilePermission.GROUP_EXECUTE);
            permissions.add(PosixFilePermission.OTHERS_EXECUTE);
        }
        return permissions;
    }
}
