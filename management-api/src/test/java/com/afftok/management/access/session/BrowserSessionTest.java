package com.afftok.management.access.session;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.access.auth.Registered;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A browser keeps the refresh token in a cookie.
final class BrowserSessionTest {

    private static final String REFRESH = "__Secure-afftok_refresh";
    private static final String CSRF = "__Secure-afftok_csrf";
    private static final String PANEL = "http://localhost:8081";

    private final RunningApi api = RunningApi.shared();
    private final Registered user = Registered.in(api);

    @Test
    void the_token_is_in_a_cookie_that_scripts_and_other_sites_cannot_use() {
        HttpResponse<String> signedIn = login(",\"session\":\"cookie\"");

        assertThat(signedIn.body()).contains("\"refresh_token\":null");
        assertThat(header(signedIn, REFRESH))
                .contains("Path=/api/auth", "HTTPOnly", "Secure", "SameSite=Strict")
                .doesNotContain("Max-Age");
        assertThat(header(signedIn, CSRF))
                .contains("Path=/", "Secure", "SameSite=Strict")
                .doesNotContain("HTTPOnly");
        assertThat(signedIn.headers().allValues("cache-control")).containsExactly("no-store");
        assertThat(user.me(member(signedIn, "token")).statusCode()).isEqualTo(200);
    }

    @Test
    void a_registration_keeps_it_there_too() {
        HttpResponse<String> registered =
                api.post(
                        "/api/auth/register",
                        Registered.json("browser" + System.nanoTime())
                                .replace("{", "{\"session\":\"cookie\",\"remember\":true,"));

        assertThat(registered.body()).contains("\"refresh_token\":null");
        assertThat(header(registered, REFRESH)).contains("Max-Age=2592000");
        assertThat(exchange(registered, PANEL, cookie(registered, CSRF)).statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_page_of_the_panel_exchanges_it_and_no_other() {
        HttpResponse<String> signedIn = login(",\"session\":\"cookie\"");
        String csrf = cookie(signedIn, CSRF);

        assertThat(exchange(signedIn, null, csrf).body()).contains("PERM_001");
        assertThat(exchange(signedIn, "https://evil.example.com", csrf).body())
                .contains("PERM_001");
        assertThat(exchange(signedIn, "null", csrf).body()).contains("PERM_001");
        assertThat(exchange(signedIn, PANEL, null).body()).contains("PERM_001");
        HttpResponse<String> other = login(",\"session\":\"cookie\"");
        assertThat(exchange(signedIn, PANEL, cookie(other, CSRF)).body()).contains("PERM_001");

        HttpResponse<String> renewed = exchange(signedIn, PANEL, csrf);

        assertThat(renewed.statusCode()).as(renewed.body()).isEqualTo(200);
        assertThat(cookie(renewed, REFRESH)).isNotEqualTo(cookie(signedIn, REFRESH));
        assertThat(exchange(renewed, PANEL, cookie(renewed, CSRF)).statusCode()).isEqualTo(200);
    }

    @Test
    void it_is_exchanged_without_a_body() {
        HttpResponse<String> signedIn = login(",\"session\":\"cookie\"");
        HttpRequest.Builder request =
                api.request("/api/auth/refresh")
                        .header("Cookie", REFRESH + "=" + cookie(signedIn, REFRESH))
                        .header("Origin", PANEL)
                        .POST(BodyPublishers.noBody());

        assertThat(api.send(request.copy()).body()).contains("PERM_001");
        HttpResponse<String> renewed =
                api.send(request.copy().header("X-CSRF-Token", cookie(signedIn, CSRF)));

        assertThat(renewed.statusCode()).as(renewed.body()).isEqualTo(200);
        assertThat(
                        api.send(
                                        request.copy()
                                                .header("Content-Type", "application/json")
                                                .header("X-CSRF-Token", cookie(signedIn, CSRF)))
                                .statusCode())
                .isEqualTo(200);
        assertThat(api.send(api.request("/api/auth/refresh").POST(BodyPublishers.noBody())).body())
                .contains("VALID_001", "\"field\":\"refresh_token\"");
    }

    @Test
    void two_tabs_that_exchange_it_at_once_get_the_same_successor() {
        HttpResponse<String> signedIn = login(",\"session\":\"cookie\"");
        String csrf = cookie(signedIn, CSRF);

        assertThat(cookie(exchange(signedIn, PANEL, csrf), REFRESH))
                .isEqualTo(cookie(exchange(signedIn, PANEL, csrf), REFRESH));
    }

    @Test
    void it_lasts_for_twelve_hours_or_thirty_days_if_remembered() {
        login(",\"session\":\"cookie\"");
        HttpResponse<String> remembered = login(",\"session\":\"cookie\",\"remember\":true");

        assertThat(header(remembered, REFRESH)).contains("Max-Age=2592000");
        assertThat(lasting("browser", "12 hours")).isEqualTo(1);
        assertThat(lasting("remembered", "30 days")).isEqualTo(1);
        assertThat(login(",\"remember\":true").body())
                .contains("VALID_001", "\"field\":\"session\"");
    }

    @Test
    void signing_out_removes_it() {
        HttpResponse<String> signedIn = login(",\"session\":\"cookie\"");

        HttpResponse<String> out =
                api.send(
                        api.request("/api/auth/logout")
                                .header("Authorization", "Bearer " + member(signedIn, "token"))
                                .header("Cookie", REFRESH + "=" + cookie(signedIn, REFRESH))
                                .POST(BodyPublishers.noBody()));

        assertThat(header(out, REFRESH)).contains("Max-Age=0");
        assertThat(exchange(signedIn, PANEL, cookie(signedIn, CSRF)).body()).contains("AUTH_003");
    }

    @Test
    void a_changed_password_keeps_it_in_a_cookie() {
        HttpResponse<String> signedIn = login(",\"session\":\"cookie\"");

        HttpResponse<String> changed =
                user.send(
                        "PUT",
                        "/api/auth/password",
                        member(signedIn, "token"),
                        "{\"current_password\":\"%s\",\"new_password\":\"Battery-Staple-8\"}"
                                .formatted(Registered.PASSWORD));

        assertThat(changed.body()).contains("\"refresh_token\":null");
        assertThat(exchange(changed, PANEL, cookie(changed, CSRF)).statusCode()).isEqualTo(200);
    }

    @Test
    void a_switch_of_the_account_replaces_it_in_the_cookie() {
        HttpResponse<String> signedIn = login(",\"session\":\"cookie\",\"remember\":true");

        HttpResponse<String> switched =
                user.send(
                        "POST",
                        "/api/auth/switch",
                        member(signedIn, "token"),
                        "{\"account_id\":%s}".formatted(member(signedIn, "account_id")));

        assertThat(switched.body()).contains("\"refresh_token\":null");
        assertThat(header(switched, REFRESH)).contains("Max-Age=2592000");
        assertThat(exchange(switched, PANEL, cookie(switched, CSRF)).statusCode()).isEqualTo(200);
        assertThat(exchange(signedIn, PANEL, cookie(signedIn, CSRF)).body()).contains("AUTH_003");
    }

    @Test
    void without_a_cookie_and_a_token_there_is_nothing_to_exchange() {
        assertThat(api.post("/api/auth/refresh", "{}").body())
                .contains("VALID_001", "\"field\":\"refresh_token\"");
    }

    private long lasting(String kind, String time) {
        return api.sql(
                """
                select count(*) from sessions s join users u on u.id = s.user_id
                 where u.email = '%s' and s.kind = '%s'
                   and s.expires_at - s.created_at between interval '%3$s' - interval '1 minute' and interval '%3$s'
                """
                        .formatted(user.email(), kind, time));
    }

    private HttpResponse<String> login(String more) {
        return api.post(
                "/api/auth/login",
                "{\"email\":\"%s\",\"password\":\"%s\"%s}"
                        .formatted(user.email(), Registered.PASSWORD, more));
    }

    private HttpResponse<String> exchange(
            HttpResponse<String> earlier, @Nullable String origin, @Nullable String csrf) {
        HttpRequest.Builder request =
                api.request("/api/auth/refresh")
                        .header("Content-Type", "application/json")
                        .header("Cookie", REFRESH + "=" + cookie(earlier, REFRESH))
                        .POST(BodyPublishers.ofString("{}"));
        if (origin != null) {
            request.header("Origin", origin);
        }
        if (csrf != null) {
            request.header("X-CSRF-Token", csrf);
        }
        return api.send(request);
    }

    private static String cookie(HttpResponse<String> answer, String name) {
        return header(answer, name).split("[=;]", 3)[1];
    }

    private static String header(HttpResponse<String> answer, String name) {
        Map<String, String> cookies =
                answer.headers().allValues("set-cookie").stream()
                        .collect(
                                Collectors.toMap(
                                        text -> text.substring(0, text.indexOf('=')),
                                        text -> text));
        return cookies.getOrDefault(name, "");
    }
}
