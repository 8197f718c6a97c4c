package com.afftok.local;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A class data archive of one service, which halves the time of its start.
///
/// A service without an archive lists the classes that it loads. While the platform serves, a
/// process at the lowest priority creates the archive from the list. It may be killed at any time,
/// because the archive appears atomically. The archive's name contains the build and the JVM; the
/// JVM ignores an archive that does not fit.
final class StartArchive {

    private static final Duration GLANCE = Duration.ofMillis(50);

    private final String service;
    private final Path folder;
    private final Path jar;
    private final List<String> java;
    private final Path archive;
    private final Path classes;
    private final PidFile pidFile;

    /// @param java the program and the options of the service
    StartArchive(String service, Home home, Path jar, List<String> java) throws IOException {
        this.service = service;
        this.folder = Folders.createPrivate(home.folder().resolve("archives"));
        this.jar = jar;
        this.java = List.copyOf(java);
        this.archive = folder.resolve("%s-%s.jsa".formatted(service, build(jar, java)));
        this.classes = folder.resolve(service + ".classes");
        this.pidFile = pidFile(service, home);
    }

    /// Ends a process left by an earlier launcher.
    static void stopOrphan(String service, Home home) throws IOException {
        Optional<ProcessHandle> orphan = pidFile(service, home).process();
        if (orphan.isPresent()) {
            orphan.get().destroyForcibly();
            PidFile.ended(orphan.get(), Duration.ofSeconds(5));
        }
    }

    /// The JVM options: to use the archive, or to list its classes.
    List<String> options() {
        if (archive.toString().contains(File.pathSeparator)) {
            return List.of();
        }
        return Files.exists(archive)
                ? List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off", "-Xlog:aot*=off")
                : List.of("-XX:DumpLoadedClassList=" + classes);
    }

    /// Creates the archive from the list, if there is a list and no archive; stops when the
    /// platform does.
    void make(StopSignal stop) throws IOException, InterruptedException {
        if (Files.exists(archive) || !Files.exists(classes)) {
            return;
        }
        Path list = folder.resolve(service + ".list");
        Path unfinished = folder.resolve(service + ".new");
        deleteAllBut(classes);
        Files.writeString(list, wholeLines(Files.readString(classes)));
        if (run(dump(list, unfinished), stop) && Files.exists(unfinished)) {
            force(unfinished);
            Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(classes);
        }
        Files.deleteIfExists(list);
    }

    /// Whether it ended successfully.
    private boolean run(List<String> words, StopSignal stop)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(pidFile.announcing(words))
                        .redirectErrorStream(true)
                        .redirectOutput(Redirect.DISCARD)
                        .start();
        try {
            while (process.isAlive()) {
                if (stop.await(GLANCE)) {
                    return false;
                }
            }
            return process.exitValue() == 0;
        } finally {
            process.destroyForcibly().waitFor();
            Files.deleteIfExists(pidFile.file());
        }
    }

    private List<String> dump(Path list, Path unfinished) {
        List<String> words = new ArrayList<>(List.of("nice", "-n", "19"));
        words.add(java.getFirst());
        words.add(pidFile.evidence());
        words.addAll(java.subList(1, java.size()));
        words.add("-Xshare:dump");
        words.add("-XX:SharedClassListFile=" + list);
        words.add("-XX:SharedArchiveFile=" + unfinished);
        words.addAll(List.of("-cp", jar.toString()));
        return words;
    }

    /// Deletes archives of other builds, and files of killed processes.
    private void deleteAllBut(Path kept) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, service + "[-.]*")) {
            for (Path file : files) {
                if (!file.equals(kept)) {
                    Files.delete(file);
                }
            }
        }
    }

    /// The service may still be writing the last line.
    private static String wholeLines(String text) {
        return text.substring(0, text.lastIndexOf('\n') + 1);
    }

    private static void force(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static PidFile pidFile(String service, Home home) {
        return new PidFile(
                home.folder().resolve(service + "-archive.pid"), "-Dafftok.home=" + home.folder());
    }

    /// Options may also be in files, which are named with a leading `@`.
    private static String build(Path jar, List<String> java) throws IOException {
        long modified = Files.getLastModifiedTime(jar).toMillis();
        for (String word : java) {
            if (word.startsWith("@")) {
                Path options = Path.of(word.substring(1));
                modified = 31 * modified + Files.getLastModifiedTime(options).toMillis();
            }
        }
        return "%x-%x-%s".formatted(modified, Files.size(jar), Runtime.version());
    }
}
