package com.afftok.bench;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// The options of a benchmark by their names, as given on the command line.
record Words(Map<String, String> given) {

    private static final String ROOT = "--root";

    Words {
        given = Map.copyOf(given);
    }

    /// Parses what follows the name of the program.
    ///
    /// @param names of the benchmark's options, all of which have a value
    /// @throws WrongUsage if a word is not understood
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

    /// All choices, or the one that is named.
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

    /// The words on the command line are not understood; the message says why.
    static final class WrongUsage extends RuntimeException {
        WrongUsage(String message) {
            super(message);
        }
    }
}
