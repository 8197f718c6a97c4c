package com.afftok.edge.guard.rules;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.afftok.edge.guard.gossip.Soon;
import com.afftok.edge.visitor.agent.Agents;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class WatchRulesTest {

    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(WatchRules.class);
    private static final String NIBBLER =
            "Mozilla/5.0 (X11; Linux x86_64) Gecko/20100101 Nibbler Firefox/140.0";

    private final Vertx vertx = Vertx.vertx();
    private final CurrentRules rules = new CurrentRules(RulesDocument.bundled());
    private final Agents agents = new Agents(rules.get().agents(), 1 << 20);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void watches_a_file() throws Exception {
        logged.start();
        LOGGER.addAppender(logged);
        file = folder.resolve("rules.json");
        write(ReadRulesTest.bundled());
        vertx.deployVerticle(new WatchRules(file, Duration.ofMillis(20), rules, agents))
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() {
        LOGGER.detachAppender(logged);
        vertx.close();
    }

    @Test
    void a_changed_file_is_in_force_at_once_with_its_agents() throws IOException {
        assertThat(agents.classify(NIBBLER).bot()).isFalse();

        write(
                changed(2)
                        .replace(
                                "\"bots\": [",
                                "\"bots\": [{\"name\": \"Nibbler\", \"pattern\": \"Nibbler\"},"));

        Soon.holds("version 2 in force", () -> rules.get().version() == 2);
        assertThat(agents.classify(NIBBLER).botName()).isEqualTo("Nibbler");
    }

    @Test
    void a_broken_file_is_reported_once_and_the_old_rules_serve_on() throws IOException {
        write(changed(2));
        Soon.holds("version 2 in force", () -> rules.get().version() == 2);

        write("{\"version\": 3}");
        Soon.holds("report", () -> !warnings().isEmpty());
        looksAgain();

        assertThat(rules.get().version()).isEqualTo(2);
        assertThat(warnings()).containsExactly("fraud rules refused");

        write(changed(4));
        Soon.holds("version 4 in force", () -> rules.get().version() == 4);
    }

    @Test
    void a_file_that_is_gone_is_reported_once_and_the_old_rules_serve_on() throws IOException {
        write(changed(2));
        Soon.holds("version 2 in force", () -> rules.get().version() == 2);

        Files.delete(file);
        Soon.holds("report", () -> !warnings().isEmpty());
        looksAgain();

        assertThat(rules.get().version()).isEqualTo(2);
        assertThat(warnings()).containsExactly("fraud rules unreadable");
    }

    /// Waits for some intervals on the verticle's own loop.
    private void looksAgain() {
        int[] ticks = {0};
        vertx.setPeriodic(20, _ -> ticks[0]++);
        Soon.holds("ten intervals", () -> ticks[0] >= 10);
    }

    private List<String> warnings() {
        return List.copyOf(logged.list).stream()
                .filter(event -> event.getLevel() == Level.WARN)
                .map(ILoggingEvent::getMessage)
                .toList();
    }

    /// Replaces the file atomically, as deployments do.
    private void write(String text) throws IOException {
        Path next = folder.resolve("rules.next");
        Files.writeString(next, text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static String changed(int version) {
        return ReadRulesTest.bundled().replace("\"version\": 1", "\"version\": " + version);
    }
}
