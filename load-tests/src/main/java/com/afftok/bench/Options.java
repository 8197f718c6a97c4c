package com.afftok.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// What the one who measures asked for on the command line.
///
/// @param root the repository
/// @param rounds how often each contender is measured
/// @param round how long each time
/// @param clicks how many clicks are sent by the client that counts every answer
record Options(
        Path root,
        int rounds,
        Duration round,
        List<Fsync> fsyncs,
        List<Connections> connections,
        int clicks) {

    static final String USAGE =
            """
            usage: ./afftok bench clicks [option]...

              --rounds <1-20>                 rounds of each contender, in turn (3)
              --seconds <1-60>                length of a round (8)
              --fsync everysec|always         only with this durability of Redis
              --connections keep-alive|new    only with connections of this kind
              --count <1000-1000000>          clicks that are counted one by one (100000)\
            """;

    private static final Set<String> NAMES =
            Set.of("--rounds", "--seconds", "--fsync", "--connections", "--count");

    Options {
        fsyncs = List.copyOf(fsyncs);
        connections = List.copyOf(connections);
    }

    /// @throws WrongUsage if a word isn't understood
    static Options parse(List<String> arguments) {
        Words words = Words.parse("clicks", arguments, NAMES, USAGE);
        return new Options(
                words.root(),
                words.number("--rounds", 3, 1, 20),
                Duration.ofSeconds(words.number("--seconds", 8, 1, 60)),
                words.chosen("--fsync", Fsync.values()),
                words.chosen("--connections", Connections.values()),
                words.number("--count", 100_000, 1000, 1_000_000));
    }
}
