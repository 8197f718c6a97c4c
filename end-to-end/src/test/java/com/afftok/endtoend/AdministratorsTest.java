package com.afftok.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.endtoend.Launcher.Run;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./afftok admin` beside a running platform, and its effect in the API.
final class AdministratorsTest {

    private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newHttpClient();
    @TempDir private Path folder;
    private Launcher launcher;
    private String api = "";

    @BeforeEach
    void prepare() throws Exception {
        launcher = new Launcher(folder);
    }

    @AfterEach
    void leave_nothing_running() throws Exception {
        launcher.endAll();
        assertThat(launcher.running()).isEmpty();
    }

    @Test
    void who_are_made_can_sign_in_until_they_get_another_password() throws Exception {
        Run absent = launcher.script("admin", "create", "noor@example.com");
        assertThat(absent.output()).startsWith("AffTok is not running in ").hasLineCount(1);
        api = launcher.launch("--no-demo").ready().entry("API");

        Run made = launcher.script("admin", "create", "noor@example.com");
        assertThat(made.exitCode()).as(made.output()).isZero();
        String token = token(password(made));
        assertThat(me(token).body()).contains("\"role\":\"super_admin\"");

        Run reset = launcher.script("admin", "reset-password", "noor@example.com");
        assertThat(reset.exitCode()).as(reset.output()).isZero();

        assertThat(me(token).statusCode()).isEqualTo(401);
        assertThat(signIn(password(made)).statusCode()).isEqualTo(401);
        assertThat(get("/admin/audit-logs", token(password(reset))).body())
                .as("the second factor is missing")
                .contains("AUTH_007");
        String next = launcher.script("token", "noor@example.com").output().strip();
        assertThat(get("/admin/audit-logs?action=admin.reset_password", next).body())
                .contains("\"kind\":\"system\"")
                .doesNotContain(password(reset));
        assertThat(get("/admin/audit-logs/verify", next).body()).contains("\"intact\":true");
    }

    private static String password(Run run) {
        return run.entry("sign-in").split(" {2,}", -1)[1];
    }

    private String token(String password) throws Exception {
        HttpResponse<String> answer = signIn(password);
        Matcher token = TOKEN.matcher(answer.body());
        assertThat(token.find()).as(answer.body()).isTrue();
        return token.group(1);
    }

    private HttpResponse<String> signIn(String password) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(api + "/admin/auth/login"))
                        .header("Content-Type", "application/json")
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"email\":\"noor@example.com\",\"password\":\"%s\"}"
                                                .formatted(password)))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> me(String token) throws Exception {
        return get("/admin/auth/me", token);
    }

    private HttpResponse<String> get(String path, String token) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(api + path))
                        .header("Authorization", "Bearer " + token)
                        .build(),
                BodyHandlers.ofString());
    }
}
