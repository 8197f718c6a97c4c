package com.afftok.local;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// Where everything of ours listens, with real ports.
record Addresses(
        Listener edge, Listener edgeAdmin, Listener api, Listener postgres, Listener redis) {

    /// Takes the wanted ports, or free ones where none is wanted; of servers that we do not start
    /// ourselves, no port is looked at.
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
