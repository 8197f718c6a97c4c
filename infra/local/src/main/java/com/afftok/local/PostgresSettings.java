package com.afftok.local;

/// The settings of the embedded PostgreSQL: loopback only, sized for a shared machine.
final class PostgresSettings {

    private PostgresSettings() {}

    static String text(int port, Durability durability) {
        String toDisk = durability == Durability.MACHINE_CRASH ? "on" : "off";
        return """
        # Written at every start. Settings of your own: ALTER SYSTEM SET …
        listen_addresses = '127.0.0.1'
        port = %d
        unix_socket_directories = ''
        max_connections = 100

        fsync = %s
        synchronous_commit = on
        full_page_writes = %s
        wal_level = minimal
        max_wal_senders = 0
        max_wal_size = 2GB
        checkpoint_timeout = 15min

        shared_buffers = 256MB
        effective_cache_size = 1GB
        work_mem = 16MB
        maintenance_work_mem = 128MB
        random_page_cost = 1.1
        jit = off

        timezone = 'UTC'
        log_timezone = 'UTC'
        log_line_prefix = '%%m [%%p] '
        # No rows, which may be people's, in the log.
        log_error_verbosity = terse
        """
                .formatted(port, toDisk, toDisk);
    }
}
