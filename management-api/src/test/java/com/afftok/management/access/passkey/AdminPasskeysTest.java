package com.afftok.management.access.passkey;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.Browser;
import com.afftok.management.RunningApi;
import com.afftok.management.SentMails;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.access.passkey.PasskeyUser.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticator;

/// Administrators sign in with passkeys of a real browser, whose authenticator is software.
final class AdminPasskeysTest {

    private static final String SIGN_IN = "/api/admin/auth/passkeys/sign-in";

    private static RunningApi api;
    private static Browser browser;

    private VirtualAuthenticator authenticator;
    private SignedIn admin;
    private String email;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.open();
        int port = freePort();
        String panel = "http://localhost:" + port;
        api =
                RunningApi.shared()
                        .sibling(Map.of("API_PORT", Integer.toString(port), "PANEL_URL", panel));
        browser.go(panel + "/docs");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @AfterAll
    static void stop() {
        if (api != null) {
            api.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void connect() {
        authenticator = browser.authenticator(true);
        admin = api.signedIn(Role.FINANCE_ADMIN);
        email = api.text("select email from admin_users where id = " + admin.id());
    }

    @AfterEach
    void disconnect() {
        browser.disconnect(authenticator);
    }

    @Test
    void one_is_two_factors_until_a_super_admin_removes_it() {
        assertThat(add().statusCode()).isEqualTo(200);
        assertThat(SentMails.to(email, 1).getFirst().text()).contains("Before: —.", "Now: Key.");

        HttpResponse<String> signedIn = signIn(",\"session\":\"cookie\",\"remember\":true");

        assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(200);
        assertThat(signedIn.body()).contains("\"role\":\"finance_admin\"", email);
        assertThat(signedIn.headers().allValues("Set-Cookie"))
                .hasSize(2)
                .noneMatch(cookie -> cookie.contains("Max-Age"));
        SignedIn session = admin.with(member(signedIn, "token"));
        assertThat(session.get("/api/admin/metrics").statusCode()).isEqualTo(200);
        assertThat(session.get(PasskeyUser.PATH).body())
                .contains("\"name\":\"Key\"")
                .doesNotContain("\"last_used_at\":null");
        assertThat(audited("admin.passkey_add")).isEqualTo(1);

        SignedIn boss = api.signedIn(Role.SUPER_ADMIN);
        boss.post("/api/admin/admins/" + admin.id() + "/reset-mfa", "{\"reason\":\"lost\"}");
        assertThat(signIn("").body()).contains("AUTH_001", "\"field\":\"credential\"");
        assertThat(SentMails.to(email, 2).getLast().subject())
                .isEqualTo("The second factor of your account was removed");
    }

    @Test
    void one_is_of_no_use_where_users_sign_in_nor_theirs_here() {
        add();
        Request request = PasskeyUser.beginSignIn(api);
        assertThat(PasskeyUser.signIn(api, request.signIn(get(request))).body())
                .contains("AUTH_001", "\"field\":\"credential\"");
        authenticator.removeAllCredentials();
        PasskeyUser user = PasskeyUser.in(api);
        Request adding = user.begin();
        assertThat(user.add(adding.add("Phone", create(adding))).statusCode()).isEqualTo(200);

        assertThat(signIn("").body()).contains("AUTH_001", "\"field\":\"credential\"");
    }

    @Test
    void one_is_removed_by_its_owner_after_a_fresh_proof() {
        add();
        String path = PasskeyUser.PATH + "/" + member(admin.get(PasskeyUser.PATH), "id");
        SignedIn other = api.signedIn(Role.FINANCE_ADMIN);
        assertThat(other.delete(path, "{}").statusCode()).isEqualTo(404);
        proofsExpire();
        assertThat(admin.delete(path, "{}").body()).contains("AUTH_006");
        assertThat(begin("{}").body()).contains("AUTH_006");
        api.sql("update sessions set proven_at = now() where admin_id = " + admin.id());

        assertThat(admin.delete(path, "{}").statusCode()).isEqualTo(200);

        assertThat(audited("admin.passkey_remove")).isEqualTo(1);
        assertThat(signIn("").body()).contains("AUTH_001");
    }

    @Test
    void one_stands_in_for_the_app_that_an_administrator_lacks_but_not_for_one_that_is_enrolled() {
        api.sql("update sessions set second_factor = false where admin_id = " + admin.id());
        assertThat(admin.get("/api/admin/metrics").body()).contains("AUTH_007");
        assertThat(add().statusCode()).isEqualTo(200);
        assertThat(admin.get("/api/admin/metrics").body()).contains("AUTH_007");
        assertThat(admin.with(member(signIn(""), "token")).get("/api/admin/metrics").statusCode())
                .isEqualTo(200);

        api.sql(
                "insert into second_factors (admin_id, secret, enrolled_at) values (%d, 'x', now())"
                        .formatted(admin.id()));
        assertThat(begin("{}").body()).contains("AUTH_006", "\"field\":\"code\"");
    }

    @Test
    void one_does_not_replace_a_password_that_somebody_else_has_seen_nor_open_a_disabled_account() {
        add();
        api.sql("update admin_users set password_is_temporary = true where id = " + admin.id());
        assertThat(admin.with(member(signIn(""), "token")).get("/api/admin/metrics").body())
                .contains("AUTH_009");

        api.sql("update admin_users set status = 'disabled' where id = " + admin.id());
        assertThat(signIn("").body()).contains("AUTH_004");
    }

    private HttpResponse<String> begin(String proof) {
        return admin.post(PasskeyUser.PATH + "/begin", proof);
    }

    private HttpResponse<String> add() {
        Request request = Request.of(begin("{}"));
        return admin.post(PasskeyUser.PATH, request.add("Key", create(request)));
    }

    private static HttpResponse<String> signIn(String more) {
        Request request = PasskeyUser.beginSignIn(api);
        return api.post(SIGN_IN, request.signIn(get(request)).replaceFirst("}$", more + "}"));
    }

    private static String create(Request request) {
        return browser.passkey("create", request.options().toString());
    }

    private static String get(Request request) {
        return browser.passkey("get", request.options().toString());
    }

    private void proofsExpire() {
        api.sql(
                "update sessions set proven_at = now() - interval '5 minutes' where admin_id = "
                        + admin.id());
    }

    private long audited(String action) {
        return api.sql(
                "select count(*) from audit_log where action = '%s' and object_type = 'admin' and object_id = '%d'"
                        .formatted(action, admin.id()));
    }
}
