package com.afftok.management.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lists, with each operation of the document, the answers that it may get like all others, so that
/// the parts name only what is an operation's own.
///
/// It reads the parts as they are written here: two spaces a level, and a path at the first.
final class ListRefusals {

    private static final Pattern PATH = Pattern.compile("  (/\\S*):");
    private static final Pattern OPERATION = Pattern.compile("    (?:get|post|put|patch|delete):");
    private static final Pattern STATUS = Pattern.compile("        '(\\d{3})':");
    private static final String ANSWERS = "      responses:";
    private static final String BODY = "      requestBody:";

    private static final Map<String, String> OF_ALL =
            Map.of(
                    "400", "Invalid",
                    "405", "WrongMethod",
                    "406", "NotAcceptable",
                    "413", "TooLarge",
                    "500", "Failed");
    private static final Map<String, String> OF_THE_API =
            Map.of("429", "TooManyRequests", "503", "Unavailable");
    private static final Map<String, String> OF_BODIES = Map.of("415", "WrongType");

    private ListRefusals() {}

    static String in(String paths) {
        List<String> lines = paths.lines().toList();
        List<String> listed = new ArrayList<>();
        String path = "";
        int next = 0;
        while (next < lines.size()) {
            String line = lines.get(next);
            Matcher found = PATH.matcher(line);
            if (found.matches()) {
                path = found.group(1);
            }
            int end = next + 1;
            if (OPERATION.matcher(line).matches()) {
                end = end(lines, end, 4);
                listed.addAll(operation(path, lines.subList(next, end)));
            } else {
                listed.add(line);
            }
            next = end;
        }
        return String.join("\n", listed) + '\n';
    }

    private static List<String> operation(String path, List<String> lines) {
        int answers = lines.indexOf(ANSWERS) + 1;
        if (answers == 0) {
            return lines;
        }
        int end = end(lines, answers, 6);
        Map<String, List<String>> byStatus = byStatus(lines.subList(answers, end));
        add(OF_ALL, byStatus);
        if (path.startsWith("/api/")) {
            add(OF_THE_API, byStatus);
        }
        if (lines.contains(BODY)) {
            add(OF_BODIES, byStatus);
        }
        List<String> whole = new ArrayList<>(lines.subList(0, answers));
        byStatus.values().forEach(whole::addAll);
        whole.addAll(lines.subList(end, lines.size()));
        return whole;
    }

    /// The line after a part that is indented deeper than so.
    private static int end(List<String> lines, int start, int indented) {
        int end = start;
        while (end < lines.size()
                && (lines.get(end).isBlank()
                        || lines.get(end).startsWith(" ".repeat(indented + 1)))) {
            end++;
        }
        return end;
    }

    private static Map<String, List<String>> byStatus(List<String> answers) {
        Map<String, List<String>> byStatus = new TreeMap<>();
        List<String> answer = new ArrayList<>();
        for (String line : answers) {
            Matcher status = STATUS.matcher(line);
            if (status.matches()) {
                answer = new ArrayList<>();
                byStatus.put(status.group(1), answer);
            }
            answer.add(line);
        }
        return byStatus;
    }

    private static void add(Map<String, String> shared, Map<String, List<String>> byStatus) {
        shared.forEach((status, name) ->
                byStatus.putIfAbsent(
                        status,
                        List.of(
                                "        '" + status + "':",
                                "          $ref: '#/components/responses/" + name + "'")));
    }
}
