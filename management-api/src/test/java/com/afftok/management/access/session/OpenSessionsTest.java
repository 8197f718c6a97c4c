package com.afftok.management.access.session;

import static com.afftok.management.Eventually.eventually;
import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SentMails;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.access.auth.Registered;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Users see where they are signed in, and end it.
final class OpenSessionsTest {

    private static final String FIREFOX =
            "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0";
    private static final String IPHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
                    + " Version/18.5 Mobile/15E148 Safari/604.1";

    private final RunningApi api = RunningApi.shared();
    private final Registered user = Registered.in(api);

    @Test
    void are_shown_with_device_and_place_the_last_used_first() {
        HttpResponse<String> phone = login(IPHONE);

        String shown = sessions(member(phone, "token")).body();

        assertThat(shown)
                .containsSubsequence(
                        "\"current\":true",
                        "\"device\":\"Safari on iPhone\",\"address\":\"127.0.0.0\"",
                        "\"current\":false");
        assertThat(ids(shown)).hasSize(2);
    }

    @Test
    void are_ended_one_at_a_time_and_at_once() {
        HttpResponse<String> phone = login(IPHONE);
        String id = ids(sessions(member(phone, "token")).body()).getFirst();

        assertThat(end("/" + id).statusCode()).isEqualTo(200);

        assertThat(user.me(member(phone, "token")).body()).contains("AUTH_003");
        assertThat(user.refresh(member(phone, "refresh_token")).body()).contains("AUTH_003");
        assertThat(user.me(user.token()).statusCode()).isEqualTo(200);
        assertThat(end("/" + id).statusCode()).isEqualTo(404);
        assertThat(end("/not-a-session").statusCode()).isEqualTo(400);
    }

    @Test
    void are_all_ended_but_the_one_that_calls() {
        HttpResponse<String> phone = login(IPHONE);
        HttpResponse<String> desk = login(FIREFOX);

        assertThat(end("").statusCode()).isEqualTo(200);

        assertThat(user.me(member(phone, "token")).body()).contains("AUTH_003");
        assertThat(user.me(member(desk, "token")).body()).contains("AUTH_003");
        assertThat(ids(sessions(user.token()).body())).hasSize(1);
    }

    @Test
    void are_fifty_at_most() {
        SignedIn somebody = api.signedIn(Role.PROMOTER);
        for (int i = 0; i < 50; i++) {
            somebody.again();
        }

        SignedIn last = somebody.again();

        assertThat(ids(last.get("/api/auth/sessions").body())).hasSize(50);
        assertThat(somebody.get("/api/auth/me").body()).contains("AUTH_003");
    }

    @Test
    void of_administrators_are_shown_and_ended_too() {
        SignedIn admin = api.signedIn(Role.FINANCE_ADMIN);
        SignedIn other = admin.again();

        assertThat(ids(admin.get("/api/auth/sessions").body())).hasSize(2);
        assertThat(admin.delete("/api/auth/sessions").statusCode()).isEqualTo(200);
        assertThat(other.get("/api/admin/auth/me").body()).contains("AUTH_003");
    }

    @Test
    void a_new_device_is_told_by_mail_once_and_only_to_a_confirmed_address() {
        login(FIREFOX);
        api.sql("update users set email_verified_at = now() where email = '" + user.email() + "'");
        login(FIREFOX);
        login(IPHONE);
        login(IPHONE);

        SentMails.Read mail = SentMails.to(user.email(), 2).getLast();
        assertThat(mail.subject()).isEqualTo("New sign-in to your account");
        assertThat(mail.text())
                .contains("Device: Safari on iPhone", "Address: 127.0.0.0", "Country: —");
        eventually(
                "all mails are sent",
                () ->
                        api.sql(
                                        "select count(*) from mails where finished_at is null and recipient = '%s'"
                                                .formatted(user.email()))
                                == 0);
        assertThat(SentMails.to(user.email())).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0 | Edge on Windows",
                "Mozilla/5.0 (Linux; Android 15; SM-S931B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36 | Samsung Internet on Android",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15 | Safari on Mac",
                "curl/8.5.0 | curl"
            })
    void devices_have_the_names_that_people_know(String agent, String device) {
        assertThat(Device.of(agent)).isEqualTo(device);
    }

    private HttpResponse<String> login(String agent) {
        return api.send(
                api.request("/api/auth/login")
                        .header("Content-Type", "application/json")
                        .header("User-Agent", agent)
                        .POST(
                                BodyPublishers.ofString(
                                        Registered.credentials(
                                                user.email(), Registered.PASSWORD))));
    }

    private HttpResponse<String> sessions(String token) {
        return user.send("GET", "/api/auth/sessions", token, "");
    }

    private HttpResponse<String> end(String path) {
        return user.send("DELETE", "/api/auth/sessions" + path, user.token(), "");
    }

    private static List<String> ids(String json) {
        return Stream.of(json.split("\"id\":\"", -1))
                .skip(1)
                .map(rest -> rest.substring(0, 36))
                .toList();
    }
}
