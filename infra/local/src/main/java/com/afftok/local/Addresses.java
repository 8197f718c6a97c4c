package com.afftok.local;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// The addresses of all servers and services, with real ports.
record Addresses(
        Listener edge, Listener edgeAdmin, Listener api, Listener postgres, Listener redis) {

    /// Uses the configured ports, or free ones by default; ports of external servers are not
    /// checked.
    ///
    /// @throws CannotStart with a line for every port that is taken
    static Addresses free(LauncherConfiguration configuration) {
        List<Listener> wanted =
                new ArrayList<>(
                        List.of(
                                configuration.edge(),
                                configuration.edgeAdmin(),
                                configuration.api()));
        if (configuration.databaseUrl() == null) {
            wanted.add(configuration.postgres());
        }
        if (configuration.redisUrl() == null) {
            wanted.add(configuration.redis());
        }
        Iterator<Listener> free = Listener.free(wanted).iterator();
        return new Addresses(
                free.next(),
                free.next(),
                free.next(),
                configuration.databaseUrl() == null ? free.next() : configuration.postgres(),
                configuration.redisUrl() == null ? free.next() : configuration.redis());
    }
}
