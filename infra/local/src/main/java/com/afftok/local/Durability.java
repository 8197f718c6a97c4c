package com.afftok.local;

/// Which failures the data of a server survives after a commit.
enum Durability {
    /// A crash of the machine: commits are on disk before they are acknowledged.
    MACHINE_CRASH,

    /// A crash of the server's processes, such as `kill -9`: commits are written to the system
    /// before they are acknowledged, without waiting for the disk. For tests.
    PROCESS_CRASH
}
