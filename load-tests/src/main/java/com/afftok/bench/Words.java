package com.afftok.bench;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The options of a benchmark on the command line, by name.
record Words(Map<String, String> given) {

    private static final String ROOT = "--root";

    Words {
        given = Map.copyOf(given);
    }

    /// Parses the arguments of the program.
    ///
    /// @param names of the benchmark's options, which all have a value
    /// @throws WrongUsage if an argument is unknown or invalid
    static Words parse(String benchmark, List<String> arguments, Set<String> names, String usage) {
        Deque<String> words = new ArrayDeque<>(arguments);
        if (!benchmark.equals(words.pollFirst())) {
            throw new WrongUsage(usage);
        }
        Map<String, String> given = new HashMap<>();
        while (!words.isEmpty()) {
            String name = words.removeFirst();
            String value = words.pollFirst();
            if (value == null || !(names.contains(name) || name.equals(ROOT))) {
                throw new WrongUsage(
                        "bench %s does not know \"%s\"\n%s".formatted(benchmark, name, usage));
            }
            given.put(name, value);
        }
        return new Words(given);
    }

    /// The repository.
    Path root() {
        return Path.of(given.getOrDefault(ROOT, "")).toAbsolutePath().normalize();
    }

    int number(String name, int otherwise, int least, int most) {
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

    /// All choices, or the named choice alone.
    <E extends Enum<E>> List<E> chosen(String name, E[] choices) {
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

    /// The arguments are unknown or invalid; the message gives the reason.
    static final class WrongUsage extends RuntimeException {
        WrongUsage(String message) {
            super(message);
        }
    }
}
