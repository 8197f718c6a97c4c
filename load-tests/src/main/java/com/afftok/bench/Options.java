package com.afftok.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

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
            Set.of("--root", "--rounds", "--seconds", "--fsync", "--connections", "--count");

    Options {
        fsyncs = List.copyOf(fsyncs);
        connections = List.copyOf(connections);
    }

    /// @throws WrongUsage if a word isn't understood
    static Options parse(List<String> arguments) {
        Deque<String> words = new ArrayDeque<>(arguments);
        if (!"clicks".equals(words.pollFirst())) {
            throw new WrongUsage(USAGE);
        }
        Map<String, String> given = new HashMap<>();
        while (!words.isEmpty()) {
            String name = words.removeFirst();
            String value = words.pollFirst();
            if (!NAMES.contains(name) || value == null) {
                throw new WrongUsage("bench clicks does not know \"" + name + "\"\n" + USAGE);
            }
            given.put(name, value);
        }
        return new Options(
                Path.of(given.getOrDefault("--root", "")).toAbsolutePath().normalize(),
                number(given, "--rounds", 3, 1, 20),
                Duration.ofSeconds(number(given, "--seconds", 8, 1, 60)),
                chosen(given, "--fsync", Fsync.values()),
                chosen(given, "--connections", Connections.values()),
                number(given, "--count", 100_000, 1000, 1_000_000));
    }

    private static int number(
            Map<String, String> given, String name, int otherwise, int least, int most) {
        String value = given.get(name);
        if (value == null) {
            return otherwise;
        }
        int number = value.matches("[0-9]{1,8}") ? Integer.parseInt(value) : -1;
        if (number < least || number > most) {
            throw new WrongUsage(name + " is a number from " + least + " to " + most);
        }
        return number;
    }

    private static <E extends Enum<E>> List<E> chosen(
            Map<String, String> given, String name, E[] choices) {
        String value = given.get(name);
        if (value == null) {
            return List.of(choices);
        }
        List<E> chosen =
                Stream.of(choices).filter(choice -> choice.toString().equals(value)).toList();
        if (chosen.isEmpty()) {
            List<String> words = Stream.of(choices).map(Enum::toString).toList();
            throw new WrongUsage(name + " is " + String.join(" or ", words));
        }
        return chosen;
    }

    /// The words on the command line aren't understood; the message says why.
    static final class WrongUsage extends RuntimeException {
        WrongUsage(String message) {
            super(message);
        }
    }
}
