package com.afftok.edge.keep;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The file operations of the journal. Not final: a faulty disk overrides single ones.
class Disk {

    FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    void force(FileChannel file) throws IOException {
        file.force(false);
    }

    /// Makes the directory entries of new files durable.
    void forceDirectory(Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    void close(FileChannel file) throws IOException {
        file.close();
    }
}
