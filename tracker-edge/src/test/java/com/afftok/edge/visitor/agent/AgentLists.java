package com.afftok.edge.visitor.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Real agents, from the test resources.
public final class AgentLists {

    private AgentLists() {}

    /// A person's agent and its classification.
    public record Person(String device, String browser, String os, String userAgent) {}

    public static List<Person> people() {
        return lines("people.tsv").stream()
                .map(line -> line.split("\t", -1))
                .map(cells -> new Person(cells[0], cells[1], cells[2], cells[3]))
                .toList();
    }

    /// Libraries, tools, headless browsers and crawlers.
    public static List<String> programs() {
        return lines("programs.txt");
    }

    /// Fetchers of link previews.
    public static List<String> previews() {
        return lines("previews.txt");
    }

    /// The examples of the crawler list.
    public static List<String> crawlers() {
        return lines("crawler-agents.txt");
    }

    /// A file of the public collections that `infra/agents/gather` writes.
    public static List<String> collected(String name) {
        return lines("collected/" + name);
    }

    /// The people of the collections who are refused.
    public static List<String> refusedPeople() {
        return lines("people-refused.txt");
    }

    private static List<String> lines(String name) {
        try (InputStream in =
                Objects.requireNonNull(
                        AgentLists.class.getResourceAsStream("/fraud/" + name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
