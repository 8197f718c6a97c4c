package com.afftok.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.local.FakePlatform.Launched;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// An installation in its first two runs; each test continues after the previous one, because a
/// start takes seconds.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class PlatformTest {

    @TempDir private static Path folder;
    private static FakePlatform platform;
    private static Launched launched;

    @BeforeAll
    static void start() throws Exception {
        platform = new FakePlatform(folder.toRealPath());
        platform.variables.put("CLOUD_SECRET", "of the operator");
        launched = platform.launch().ready();
    }

    @AfterAll
    static void leave_nothing_running() throws Exception {
        platform.close();
        assertThat(platform.running()).isEmpty();
    }

    @Test
    @Order(1)
    void says_what_its_operator_needs_and_nothing_else() {
        assertThat(launched.output().lines().map(line -> line.replaceAll(" .*", "")))
                .containsExactly(
                        "Starting",
                        "Starting",
                        "",
                        "edge",
                        "API",
                        "metrics",
                        "PostgreSQL",
                        "Redis",
                        "home",
                        "",
                        "demo",
                        "demo",
                        "promoter",
                        "postback",
                        "sign-in",
                        "",
                        "AffTok");
        assertThat(launched.entry("demo link")).startsWith("http://localhost:");
        assertThat(launched.entry("sign-in"))
                .startsWith("admin@afftok.local  ")
                .endsWith("  (super admin; shown only once, change it after the sign-in)");
    }

    @Test
    @Order(2)
    void lets_the_edge_admit_curl_on_this_machine() throws Exception {
        assertThat(environmentOf("edge")).contains("ADMIT_LOCAL_CURL=true");
    }

    @Test
    @Order(2)
    void writes_down_what_commands_need_and_nothing_else_of_its_operators_environment()
            throws Exception {
        assertThat(environmentOf("edge")).contains("CLOUD_SECRET=of the operator");
        assertThat(platform.home().resolve("running"))
                .content()
                .contains("DATABASE_URL=", "JWT_KEYS=")
                .doesNotContain("CLOUD_SECRET", "of the operator", "PATH=");
    }

    @Test
    @Order(3)
    void refuses_a_second_launcher_on_the_same_home() throws Exception {
        Launched second = platform.launch();

        assertThat(second.exitCode()).isEqualTo(1);
        assertThat(second.output())
                .isEqualTo(
                        "AFFTOK_HOME: AffTok is already running in %s (process %d)\n"
                                .formatted(platform.home(), launched.process().pid()));
    }

    @Test
    @Order(4)
    void lets_its_operator_make_administrators_and_give_them_passwords() throws Exception {
        Launched made = platform.run("admin", "create", "noor@example.com");
        Launched again = platform.run("admin", "create", "noor@example.com");
        Launched reset = platform.run("admin", "reset-password", "admin@afftok.local");

        assertThat(made.exitCode()).as(made.output()).isZero();
        assertThat(made.entry("sign-in")).startsWith("noor@example.com  ");
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.output()).isEqualTo("noor@example.com is already an administrator\n");
        assertThat(reset.exitCode()).as(reset.output()).isZero();
        assertThat(reset.entry("sign-in")).isNotEqualTo(launched.entry("sign-in"));
    }

    @Test
    @Order(4)
    void tells_commands_what_it_was_told() throws Exception {
        Launched demo = platform.run("demo");

        assertThat(demo.exitCode()).as(demo.output()).isZero();
        assertThat(demo.entry("demo link")).isEqualTo(launched.entry("demo link"));
    }

    @Test
    @Order(5)
    void stops_everything_in_order_on_ctrl_c() throws Exception {
        assertThat(launched.signalled("INT")).isEqualTo(130);

        assertThat(platform.running()).isEmpty();
        assertThat(platform.notes()).contains("edge ends", "api ends");
    }

    @Test
    @Order(6)
    void shows_a_generated_password_once_and_the_demo_link_always() throws Exception {
        platform.variables.put("ADMIT_LOCAL_CURL", "false");
        Launched second = platform.launch().ready();

        assertThat(second.entry("sign-in"))
                .isEqualTo(
                        "admin@afftok.local  (super admin; the password was shown at the first start)");
        assertThat(code(second)).isEqualTo(code(launched));
        launched = second;
    }

    @Test
    @Order(7)
    void leaves_the_settings_of_its_operator_alone() throws Exception {
        assertThat(environmentOf("edge")).contains("ADMIT_LOCAL_CURL=false");
    }

    @Test
    @Order(8)
    void stops_everything_on_sigterm() throws Exception {
        assertThat(launched.signalled("TERM")).isEqualTo(143);

        assertThat(platform.running()).isEmpty();
    }

    @Test
    @Order(9)
    void does_not_run_where_a_launcher_that_was_killed_left_its_file() throws Exception {
        Files.writeString(platform.home().resolve("running"), "DATABASE_URL=postgres://nobody\n");

        Launched demo = platform.run("demo");

        assertThat(demo.exitCode()).isEqualTo(1);
        assertThat(demo.output())
                .isEqualTo(
                        "AffTok is not running in %s: start it with ./afftok up\n"
                                .formatted(platform.home()));
    }

    private static String environmentOf(String service) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(launched.entry(service))).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    private static String code(Launched run) {
        String link = run.entry("demo link");
        return link.substring(link.lastIndexOf('/'));
    }
}
