package com.afftok.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.endtoend.Launcher.Run;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// An installation through several failures; each test continues after the previous one, because a
/// start takes seconds.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class ClicksSurviveTest {

    /// Clicks are written each second here, instead of ten, and counted two seconds later.
    private static final Duration WRITE_EVERY = Duration.ofSeconds(1);

    private static final Duration COUNTED_WITHIN = WRITE_EVERY.plusSeconds(2);
    private static final Duration WRITTEN_WITHIN = Duration.ofSeconds(60);
    private static final Pattern CLICKS = Pattern.compile("\"clicks\":([0-9]+)");

    @TempDir private static Path folder;
    private static Launcher launcher;
    private static Run run;
    private static final HttpClient HTTP =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private static final List<String> CLICK_IDS = new ArrayList<>();
    private static int shoppers = 1;

    @BeforeAll
    static void start() throws Exception {
        launcher = Launcher.asShipped(folder);
        launcher.set("CLICK_WRITE_EVERY", WRITE_EVERY.toMillis() + "ms");
        launcher.set("CLICK_TAKE_OVER", "2s");
        Shopper.TRUSTED.forEach(launcher::set);
        run = launcher.launch().ready();
    }

    @AfterAll
    static void leave_nothing_running() throws Exception {
        launcher.endAll();
    }

    @Test
    @Order(1)
    void the_demo_link_redirects_and_the_click_is_counted() throws Exception {
        HttpResponse<String> answer = new Shopper(HTTP, 0).clicks(run.entry("demo link"));

        assertThat(answer.statusCode()).isEqualTo(302);
        String clickId = answer.headers().firstValue("X-Click-ID").orElseThrow();
        assertThat(answer.headers().firstValue("Location"))
                .hasValue("https://shop.example.com/?click_id=" + clickId);
        CLICK_IDS.add(clickId);
        Await.until(COUNTED_WITHIN, ClicksSurviveTest::countedClicks, count -> count == 1);
    }

    @Test
    @Order(2)
    void an_edge_that_is_killed_is_started_again_and_loses_nothing() throws Exception {
        String link = run.entry("demo link");
        clickUntil(link, 20);

        launcher.process("edge.pid").destroyForcibly();
        clickUntil(link, 40);

        assertThat(run.output()).contains("edge serves again");
        assertEveryClickIsWrittenOnce();
    }

    @Test
    @Order(3)
    void killed_servers_are_started_again_and_lose_nothing() throws Exception {
        String link = run.entry("demo link");

        launcher.process("redis/redis.pid").destroyForcibly();
        clickUntil(link, 50);
        launcher.process("postgres/postmaster.pid").destroyForcibly();
        clickUntil(link, 60);

        assertEveryClickIsWrittenOnce();
    }

    @Test
    @Order(4)
    void the_next_launcher_takes_over_from_one_that_was_killed() throws Exception {
        clickUntil(run.entry("demo link"), 70);
        String code = run.entry("demo link").replaceAll(".*/", "");
        List<ProcessHandle> orphans = launcher.running();

        run.signalled("KILL");
        run = launcher.launch().ready();

        assertThat(launcher.running()).doesNotContainAnyElementsOf(orphans);
        assertThat(run.entry("demo link")).endsWith("/c/" + code);
        assertEveryClickIsWrittenOnce();
        assertThat(countedClicks()).isEqualTo(CLICK_IDS.size());
    }

    @Test
    @Order(5)
    void ctrl_c_ends_every_process() throws Exception {
        assertThat(run.signalled("INT")).isEqualTo(130);

        assertThat(launcher.running()).isEmpty();
        assertThat(launcher.home().resolve("edge.pid")).doesNotExist();
        assertThat(launcher.home().resolve("api.pid")).doesNotExist();
        assertThat(launcher.home().resolve("redis/redis.pid")).doesNotExist();
        assertThat(launcher.home().resolve("postgres/postmaster.pid")).doesNotExist();
    }

    /// Shoppers click in turn, until the given total of redirects was received.
    private static void clickUntil(String link, int redirects) throws Exception {
        Await.until(
                WRITTEN_WITHIN,
                () -> {
                    Optional<String> clickId = new Shopper(HTTP, shoppers++).triesToClick(link);
                    clickId.ifPresent(CLICK_IDS::add);
                    return CLICK_IDS.size();
                },
                count -> count >= redirects);
    }

    private static void assertEveryClickIsWrittenOnce() throws Exception {
        ClickRows rows = ClickRows.of(launcher, run);
        Await.until(
                WRITTEN_WITHIN,
                () -> timesWritten(rows),
                times -> times.stream().allMatch(count -> count == 1));
    }

    private static List<Integer> timesWritten(ClickRows rows) {
        try {
            return rows.timesWritten(CLICK_IDS);
        } catch (SQLException serverIsGone) {
            return List.of(0);
        }
    }

    private static int countedClicks() throws IOException, InterruptedException {
        URI offer = URI.create(run.entry("API") + "/offers/1");
        HttpResponse<String> answer =
                HTTP.send(HttpRequest.newBuilder(offer).build(), BodyHandlers.ofString());
        Matcher clicks = CLICKS.matcher(answer.body());
        assertThat(clicks.find()).as(answer.body()).isTrue();
        return Integer.parseInt(clicks.group(1));
    }
}
