package com.afftok.edge.keep;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The steps by which the journal makes its files durable. Not final: a disk with faults differs in
/// single steps.
class Disk {

    FileChannel create(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    void force(FileChannel file) throws IOException {
        file.force(false);
    }

    /// Makes the names of new files survive a crash, as their contents do.
    void forceDirectory(Path directory) throws IOException {
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    void close(FileChannel file) throws IOException {
        file.close();
    }
}
