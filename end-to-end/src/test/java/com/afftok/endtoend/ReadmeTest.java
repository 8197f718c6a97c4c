package com.afftok.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.endtoend.Launcher.Run;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Runs the commands of the README and of the page for shops' developers, unchanged except for
/// ports, in one shell each, and compares their output.
final class ReadmeTest {

    private static final Duration COUNTED_WITHIN = Duration.ofSeconds(12);
    private static final String END = "end of the block";

    /// A block of commands, and a directly following block without a language.
    private static final Pattern BLOCK =
            Pattern.compile("```sh\\n(.*?)```\\n(?:\\n```\\n(.*?)```\\n)?", Pattern.DOTALL);

    @TempDir private static Path folder;
    private static Launcher launcher;
    private static Run run;

    @BeforeAll
    static void start() throws Exception {
        launcher = new Launcher(folder);
        run = launcher.launch().ready();
    }

    @AfterAll
    static void leave_nothing_running() throws Exception {
        launcher.endAll();
    }

    private record Block(String commands, String expected) {

        /// The expected output, where `…` stands for anything.
        Pattern form() {
            return Pattern.compile(
                    Arrays.stream(expected.strip().split("…", -1))
                            .map(Pattern::quote)
                            .collect(Collectors.joining(".*")),
                    Pattern.DOTALL);
        }

        boolean isPrintedAs(String output) {
            return form().matcher(output).find();
        }
    }

    @Test
    void an_offer_of_ones_own_is_made_joined_clicked_and_sold() throws Exception {
        tryOut(blocks("README.md", "## An offer of your own"));
    }

    @Test
    void the_first_sale_is_signed_reported_repeated_and_refunded() throws Exception {
        tryOut(blocks("docs/POSTBACKS.md", "## The first sale"));
    }

    private static void tryOut(List<Block> blocks) throws Exception {
        assertThat(blocks).hasSizeGreaterThan(5);
        Process shell = shell();
        try (Writer words = shell.outputWriter(StandardCharsets.UTF_8);
                BufferedReader answers = shell.inputReader(StandardCharsets.UTF_8)) {
            for (Block block : blocks) {
                // Only reads are repeated: counting a click takes time.
                Duration patience =
                        block.commands().contains("=$(") ? Duration.ZERO : COUNTED_WITHIN;
                Await.until(
                        patience,
                        () -> answer(words, answers, block.commands()),
                        block::isPrintedAs);
            }
        } finally {
            shell.destroy();
        }
    }

    private static List<Block> blocks(String page, String heading) throws IOException {
        String text = Files.readString(Launcher.ROOT.resolve(page));
        String section = text.substring(text.indexOf(heading) + heading.length());
        int next = section.indexOf("\n## ");
        Matcher found = BLOCK.matcher(next < 0 ? section : section.substring(0, next));
        List<Block> blocks = new ArrayList<>();
        while (found.find()) {
            String expected = found.group(2);
            blocks.add(new Block(found.group(1), expected == null ? "" : expected));
        }
        return blocks;
    }

    private static Process shell() throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder("sh", "-s")
                        .directory(Launcher.ROOT.toFile())
                        .redirectErrorStream(true);
        builder.environment().put("AFFTOK_HOME", launcher.home().toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    private static String answer(Writer words, BufferedReader answers, String commands)
            throws IOException {
        words.write(withRealPorts(commands) + "\necho; echo " + END + "\n");
        words.flush();
        StringBuilder output = new StringBuilder();
        String line = answers.readLine();
        while (line != null && !line.equals(END)) {
            output.append(line).append('\n');
            line = answers.readLine();
        }
        assertThat(line).as("the shell ended: " + output).isNotNull();
        return output.toString().replaceFirst("\\n$", "");
    }

    private static String withRealPorts(String commands) {
        return commands.replace("http://localhost:8080", run.entry("edge"))
                .replace("http://localhost:8081/api", run.entry("API"));
    }
}
