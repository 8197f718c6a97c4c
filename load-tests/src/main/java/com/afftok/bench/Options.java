package com.afftok.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// The options of the command line.
///
/// @param root the repository
/// @param rounds the number of rounds
/// @param round the duration of a round
/// @param clicks the number of clicks of the client that reads each answer
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

    /// @throws WrongUsage if an argument is unknown or invalid
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
