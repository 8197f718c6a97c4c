package com.afftok.local;

/// What the data survives that a server of ours has committed.
enum Durability {
    /// A crash of the machine: every commit is on disk before it is answered.
    MACHINE_CRASH,

    /// A crash of the server's own processes, such as `kill -9`: every commit is handed to the
    /// system before it is answered, and nothing waits for the disk. For tests.
    PROCESS_CRASH
}
