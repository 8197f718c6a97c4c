package com.afftok.management.access;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.Browser;
import com.afftok.management.Browser.Answer;
import com.afftok.management.RunningApi;
import com.afftok.management.SentMails;
import com.afftok.management.SentMessages;
import com.afftok.management.access.factor.App;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The first day of a shop's owner, in a real browser that keeps the session in a cookie. Phone and
/// accountant use other devices.
final class AccountStoryTest {

    private static final String FIRST = "Correct-Horse-7";
    private static final String SECOND = "Battery-Staple-8";

    private final String owner = "o" + UUID.randomUUID().toString().replace("-", "");
    private final String accountant = "a" + owner;
    private final String number =
            "+96650" + ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000);

    @Test
    void an_owner_registers_invites_recovers_and_protects_the_account() throws Exception {
        int port = freePort();
        String panel = "http://localhost:" + port;
        Map<String, String> settings =
                Map.of("API_PORT", Integer.toString(port), "PANEL_URL", panel);
        try (RunningApi api = RunningApi.own(settings);
                Browser browser = Browser.open()) {
            browser.go(panel + "/docs");
            Page page = new Page(browser);

            registers(page);
            staysSignedIn(page, panel);
            invitesAnAccountant(api, page);
            String phone = signsInByPhone(api, page);
            resetsTheLostPassword(api, page, phone);
            enrolsAnAppAndSignsAnotherDeviceOut(api, page);
        }
    }

    private void registers(Page page) {
        Answer registered =
                page.post(
                        "/api/auth/register",
                        """
                        {"username":"%s","email":"%s","password":"%s","full_name":"Layla",
                         "role":"advertiser","country":"SA"}
                        """
                                .formatted(owner, email(owner), FIRST));
        assertThat(registered.status()).as(registered.body()).isEqualTo(201);

        String token = SentMails.token(email(owner), "verify-email");
        assertThat(page.post("/api/auth/email/verify", token(token)).status()).isEqualTo(200);

        page.signIn(email(owner), FIRST);
        assertThat(page.get("/api/me").body())
                .contains("\"email_verified\":true", "\"role\":\"owner\"");
    }

    /// A page that is loaded again has the cookie alone.
    private static void staysSignedIn(Page page, String panel) {
        assertThat(page.browser.readableCookies())
                .contains("afftok_csrf")
                .doesNotContain("refresh");
        page.browser.go(panel + "/docs");
        page.token = null;
        assertThat(page.get("/api/me").status()).isEqualTo(401);
        assertThat(page.post("/api/auth/refresh", "{}").body()).contains("PERM_001");

        assertThat(page.refresh().status()).isEqualTo(200);

        assertThat(page.get("/api/me").status()).isEqualTo(200);
    }

    private void invitesAnAccountant(RunningApi api, Page page) {
        Answer invited =
                page.post(
                        "/api/account/members",
                        "{\"email\":\"%s\",\"role\":\"finance\"}".formatted(email(accountant)));
        assertThat(invited.status()).as(invited.body()).isEqualTo(201);

        HttpResponse<String> joined =
                api.post(
                        "/api/auth/invitations/accept",
                        """
                        {"token":"%s","username":"%s","password":"%s","full_name":"Omar"}
                        """
                                .formatted(
                                        SentMails.token(email(accountant), "invitation"),
                                        accountant,
                                        FIRST));
        assertThat(joined.body()).contains("\"member_role\":\"finance\"");
        String token = member(joined, "token");
        assertThat(by(api, token, "GET", "/api/conversions", null).statusCode()).isEqualTo(200);
        assertThat(by(api, token, "POST", "/api/advertiser/secrets", "{}").body())
                .contains("PERM_001");
        assertThat(page.get("/api/account/members").body())
                .contains(accountant, "\"role\":\"finance\"");
    }

    /// @return the access token of the phone
    private String signsInByPhone(RunningApi api, Page page) {
        Answer sent = page.send("PUT", "/api/auth/phone", "{\"phone\":\"%s\"}".formatted(number));
        assertThat(sent.status()).as(sent.body()).isEqualTo(200);
        String code = SentMessages.code(number, 1);
        assertThat(
                        page.post("/api/auth/phone/verify", code(sent.member("request_id"), code))
                                .status())
                .isEqualTo(200);

        api.sql("update otp_requests set created_at = created_at - interval '30 seconds'");
        HttpResponse<String> requested =
                api.post("/api/auth/send-otp", "{\"phone\":\"%s\"}".formatted(number));
        HttpResponse<String> signedIn =
                api.post(
                        "/api/auth/verify-otp",
                        code(member(requested, "request_id"), SentMessages.code(number, 2)));

        assertThat(signedIn.body()).contains("\"username\":\"" + owner + "\"");
        String token = member(signedIn, "token");
        assertThat(by(api, token, "GET", "/api/me", null).statusCode()).isEqualTo(200);
        return token;
    }

    private void resetsTheLostPassword(RunningApi api, Page page, String phone) {
        page.post("/api/auth/password/forgot", "{\"email\":\"%s\"}".formatted(email(owner)));
        String token = SentMails.token(email(owner), "reset-password");
        String reset = "{\"token\":\"%s\",\"password\":\"%s\"}".formatted(token, SECOND);

        assertThat(page.post("/api/auth/password/reset", reset).status()).isEqualTo(200);

        assertThat(page.post("/api/auth/password/reset", reset).body()).contains("AUTH_003");
        assertThat(page.get("/api/me").body()).contains("AUTH_003");
        assertThat(page.refresh().body()).contains("AUTH_003");
        assertThat(by(api, phone, "GET", "/api/me", null).body()).contains("AUTH_003");
        page.token = null;
        assertThat(page.login(email(owner), FIRST).body()).contains("AUTH_001");
        page.signIn(email(owner), SECOND);
    }

    private void enrolsAnAppAndSignsAnotherDeviceOut(RunningApi api, Page page) {
        String secret = page.post("/api/auth/mfa/enrol", "{}").member("secret");
        Answer confirmed =
                page.post(
                        "/api/auth/mfa/confirm",
                        "{\"code\":\"%s\"}".formatted(App.code(api, secret, 0)));
        assertThat(confirmed.body()).contains("recovery_codes");
        page.token = confirmed.member("token");

        String login =
                "{\"email\":\"%s\",\"password\":\"%s\",\"code\":\"%s\"}"
                        .formatted(email(owner), SECOND, App.code(api, secret, 1));
        assertThat(api.post("/api/auth/login", login.replaceFirst(",\"code\".*", "}")).body())
                .contains("AUTH_001", "\"field\":\"code\",\"code\":\"required\"");
        String laptop = member(api.post("/api/auth/login", login), "token");
        assertThat(by(api, laptop, "GET", "/api/me", null).statusCode()).isEqualTo(200);

        assertThat(page.send("DELETE", "/api/auth/sessions/" + otherSession(page), null).status())
                .isEqualTo(200);

        assertThat(by(api, laptop, "GET", "/api/me", null).body()).contains("AUTH_003");
        assertThat(page.get("/api/me").body())
                .contains("\"second_factor\":{\"enrolled\":true,\"proven\":true");
    }

    private static String otherSession(Page page) {
        String sessions = page.get("/api/auth/sessions").body();
        Matcher other =
                Pattern.compile("\"id\":\"([0-9a-f-]{36})\"[^{}]*\"current\":false")
                        .matcher(sessions);
        assertThat(other.find()).as(sessions).isTrue();
        return other.group(1);
    }

    /// The page of the owner.
    private static final class Page {

        private static final Pattern CSRF = Pattern.compile("__Secure-afftok_csrf=([^;]+)");

        private final Browser browser;
        private @Nullable String token;

        Page(Browser browser) {
            this.browser = browser;
        }

        Answer get(String path) {
            return send("GET", path, null);
        }

        Answer post(String path, String json) {
            return send("POST", path, json);
        }

        Answer send(String method, String path, @Nullable String json) {
            Map<String, String> headers = new HashMap<>();
            if (token != null) {
                headers.put("Authorization", "Bearer " + token);
            }
            return browser.send(method, path, json, headers);
        }

        Answer login(String email, String password) {
            return post(
                    "/api/auth/login",
                    "{\"email\":\"%s\",\"password\":\"%s\",\"session\":\"cookie\"}"
                            .formatted(email, password));
        }

        void signIn(String email, String password) {
            Answer signedIn = login(email, password);
            assertThat(signedIn.body()).contains("\"refresh_token\":null");
            token = signedIn.member("token");
        }

        /// Proves that the request is from a page that can read its cookies.
        Answer refresh() {
            Matcher csrf = CSRF.matcher(browser.readableCookies());
            assertThat(csrf.find()).isTrue();
            Answer renewed =
                    browser.send(
                            "POST",
                            "/api/auth/refresh",
                            "{}",
                            Map.of("X-CSRF-Token", csrf.group(1)));
            if (renewed.status() == 200) {
                token = renewed.member("token");
            }
            return renewed;
        }
    }

    private static HttpResponse<String> by(
            RunningApi api, String token, String method, String path, @Nullable String json) {
        return api.send(
                api.request(path)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                json == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(json)));
    }

    private static String email(String name) {
        return name + "@example.com";
    }

    private static String token(String token) {
        return "{\"token\":\"%s\"}".formatted(token);
    }

    private static String code(String request, String code) {
        return "{\"request_id\":\"%s\",\"code\":\"%s\"}".formatted(request, code);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
