package com.afftok.management.access.passkey;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.document.OpenApi;
import com.afftok.management.Browser;
import com.afftok.management.RunningApi;
import com.afftok.management.SentMails;
import com.afftok.management.access.auth.Registered;
import com.afftok.management.access.factor.App;
import com.afftok.management.access.passkey.PasskeyUser.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.virtualauthenticator.Credential;
import org.openqa.selenium.virtualauthenticator.VirtualAuthenticator;

/// Users sign in with passkeys of a real browser, whose authenticator is software.
final class PasskeysTest {

    private static final String NOT_WANTED = "discouraged";

    private static RunningApi api;
    private static Browser browser;
    private static String panel;

    private VirtualAuthenticator authenticator;
    private PasskeyUser user;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.open();
        int port = freePort();
        panel = "http://localhost:" + port;
        api =
                RunningApi.shared()
                        .sibling(Map.of("API_PORT", Integer.toString(port), "PANEL_URL", panel));
        browser.go(panel + "/docs");
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
        user = PasskeyUser.in(api);
    }

    @AfterEach
    void disconnect() {
        browser.disconnect(authenticator);
    }

    @Test
    void one_is_added_after_the_password_and_signs_in_without_a_name_until_it_is_removed() {
        api.proofsExpire(user.id());
        assertThat(user.send("POST", "/begin", "{}").body()).contains("AUTH_006");

        assertThat(add("Phone").statusCode()).isEqualTo(200);

        assertThat(user.list().body()).contains("\"name\":\"Phone\"", "\"last_used_at\":null");
        assertThat(user.audited("user.passkey_add")).isEqualTo(1);
        assertThat(lastMail(2)).contains("Before: —.", "Now: Phone.");
        for (int i = 0; i < 2; i++) {
            HttpResponse<String> signedIn = signIn();
            assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(200);
            assertThat(signedIn.body())
                    .contains("\"username\":\"" + user.registered().username() + "\"");
        }
        assertThat(user.list().body()).doesNotContain("\"last_used_at\":null");

        api.proofsExpire(user.id());
        assertThat(user.removeFirst("{}").body()).contains("AUTH_006");
        Request late = PasskeyUser.beginSignIn(api);
        String credential = browser.passkey("get", late.options().toString());
        assertThat(user.removeFirst(PasskeyUser.PASSWORD).statusCode()).isEqualTo(200);

        assertThat(user.list().body()).contains("\"passkeys\":[]");
        assertThat(user.audited("user.passkey_remove")).isEqualTo(1);
        assertThat(lastMail(3)).contains("Before: Phone.", "Now: —.");
        assertThat(PasskeyUser.signIn(api, late.signIn(credential)).body())
                .contains("AUTH_001", "\"field\":\"credential\",\"code\":\"wrong\"");
    }

    @Test
    void an_authenticator_makes_one_for_a_user_and_knows_no_id_and_no_second_handle() {
        Request first = user.begin();
        assertThat(create(first)).contains("attestationObject");
        assertThat(user.begin().options().at("/user/id")).isEqualTo(first.options().at("/user/id"));
        assertThat(first.options().at("/user/id").asText()).hasSize(43);

        add("Phone");

        assertThat(create(user.begin())).isEqualTo("InvalidStateError");
    }

    @Test
    void an_answer_signs_in_once_and_for_its_own_request_alone() {
        add("Phone");
        Request request = PasskeyUser.beginSignIn(api);
        String credential = get(request);
        Request other = PasskeyUser.beginSignIn(api);

        assertThat(PasskeyUser.signIn(api, other.signIn(credential)).body())
                .contains("AUTH_001", "\"field\":\"credential\"");
        assertThat(PasskeyUser.signIn(api, other.signIn(get(other))).body()).contains("AUTH_003");
        assertThat(PasskeyUser.signIn(api, request.signIn(credential)).statusCode()).isEqualTo(200);
        assertThat(PasskeyUser.signIn(api, request.signIn(credential)).body()).contains("AUTH_003");
    }

    @Test
    void a_request_is_for_the_user_and_the_purpose_that_it_was_made_for() {
        Request adding = user.begin();
        String made = create(adding);

        assertThat(PasskeyUser.in(api).add(adding.add("Theirs", made)).body())
                .contains("VALID_001", "\"field\":\"request_token\",\"code\":\"used\"");
        Request signingIn = PasskeyUser.beginSignIn(api);
        assertThat(user.add(signingIn.add("Phone", made)).body())
                .contains("\"field\":\"request_token\",\"code\":\"used\"");
        assertThat(user.add(adding.add("Phone", made)).statusCode()).isEqualTo(200);
        assertThat(PasskeyUser.signIn(api, user.begin().signIn(get(signingIn))).body())
                .contains("AUTH_003");
    }

    @Test
    void a_request_expires_after_five_minutes() {
        Request adding = user.begin();
        String made = create(adding);
        expire(adding);
        assertThat(user.add(adding.add("Phone", made)).body())
                .contains("VALID_001", "\"field\":\"request_token\",\"code\":\"expired\"");
        add("Phone");
        Request signingIn = PasskeyUser.beginSignIn(api);
        String proof = get(signingIn);
        expire(signingIn);

        assertThat(PasskeyUser.signIn(api, signingIn.signIn(proof)).body()).contains("AUTH_002");
    }

    @Test
    void an_answer_to_another_origin_is_refused() {
        add("Phone");
        browser.go("http://localhost:" + RunningApi.shared().port() + "/docs");
        try {
            Request signingIn = PasskeyUser.beginSignIn(api);
            assertThat(PasskeyUser.signIn(api, signingIn.signIn(get(signingIn))).body())
                    .contains("AUTH_001", "\"field\":\"credential\"");
            PasskeyUser another = PasskeyUser.in(api);
            Request adding = another.begin();
            assertThat(another.add(adding.add("Phone", create(adding))).body())
                    .contains("VALID_001", "\"field\":\"credential\",\"code\":\"wrong\"");
        } finally {
            browser.go(panel + "/docs");
        }
    }

    /// A browser asks for no PIN if a hostile page asks it for none.
    @Test
    void an_answer_without_a_verification_of_its_owner_is_refused() {
        Request adding = user.begin();
        ((ObjectNode) adding.options().path("authenticatorSelection"))
                .put("userVerification", NOT_WANTED);
        browser.disconnect(authenticator);
        authenticator = browser.authenticator(false);
        String made = create(adding);
        assertThat(user.add(adding.add("Phone", made)).body())
                .contains("VALID_001", "\"field\":\"credential\",\"code\":\"wrong\"");
        browser.disconnect(authenticator);
        authenticator = browser.authenticator(true);
        add("Phone");
        Request signingIn = PasskeyUser.beginSignIn(api);
        signingIn.options().put("userVerification", NOT_WANTED);
        authenticator.setUserVerified(false);

        assertThat(PasskeyUser.signIn(api, signingIn.signIn(get(signingIn))).body())
                .contains("AUTH_001", "\"field\":\"credential\"");
    }

    @Test
    void a_copy_that_counts_its_uses_again_is_refused_and_noted() {
        add("Phone");
        signIn();
        signIn();
        Credential kept = authenticator.getCredentials().getFirst();
        authenticator.removeCredential(kept.getId());
        authenticator.addCredential(
                Credential.createResidentCredential(
                        kept.getId(),
                        "localhost",
                        kept.getPrivateKey(),
                        Objects.requireNonNull(kept.getUserHandle()),
                        0));

        assertThat(signIn().body()).contains("AUTH_001", "\"field\":\"credential\"");

        assertThat(user.audited("user.passkey_copied")).isEqualTo(1);
    }

    @Test
    void one_is_two_factors_and_needs_no_code_of_an_app() {
        add("Phone");
        App.enrolled(api, user.registered().token());
        assertThat(user.registered().login(Registered.PASSWORD).body())
                .contains("AUTH_001", "\"field\":\"code\",\"code\":\"required\"");

        String token = member(signIn(), "token");

        assertThat(user.registered().send("GET", "/api/auth/session", token, "").body())
                .contains("\"enrolled\":true", "\"proven\":true");
        assertThat(
                        user.registered()
                                .send("POST", PasskeyUser.PATH + "/begin", token, "{}")
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void the_only_way_in_is_not_removed() {
        add("Phone");
        api.sql("update users set password_hash = null where id = " + user.id());

        assertThat(user.removeFirst("{}").body())
                .contains("STATE_002", "\"field\":\"id\",\"code\":\"only_way_in\"");

        api.sql(
                "update users set phone = '+9665' || lpad((random() * 99999999)::int::text, 8, '0')"
                        + " where id = "
                        + user.id());
        assertThat(
                        user.registered()
                                .send("DELETE", "/api/auth/phone", user.registered().token(), "{}")
                                .statusCode())
                .isEqualTo(200);
        addAnother("Key");
        assertThat(user.removeFirst("{}").statusCode()).isEqualTo(200);
        assertThat(user.removeFirst("{}").body()).contains("only_way_in");
    }

    @Test
    void a_banned_user_is_refused() {
        add("Phone");
        api.sql("update users set status = 'banned' where id = " + user.id());

        assertThat(signIn().body()).contains("AUTH_004");
    }

    @Test
    void the_session_is_kept_in_a_cookie_if_asked_for() {
        add("Phone");
        Request request = PasskeyUser.beginSignIn(api);
        String body = request.signIn(get(request)).replaceFirst("}$", ",\"session\":\"cookie\"}");

        HttpResponse<String> answer = PasskeyUser.signIn(api, body);

        assertThat(answer.body()).contains("\"refresh_token\":null");
        assertThat(answer.headers().allValues("Set-Cookie"))
                .anyMatch(cookie -> cookie.startsWith("__Secure-afftok_refresh="));
    }

    @Test
    void an_answer_with_any_part_changed_is_refused() {
        Random random = new Random(15);
        String made = create(user.begin());
        for (String part : GivenCredential.MADE) {
            for (int i = 0; i < 10; i++) {
                Request adding = user.begin();
                assertThat(user.add(adding.add("Phone", changed(made, part, random))).body())
                        .contains("VALID_001", "\"field\":\"credential\"");
            }
        }
        add("Phone");
        for (String part : GivenCredential.PROVEN) {
            Request signingIn = PasskeyUser.beginSignIn(api);
            assertThat(
                            PasskeyUser.signIn(
                                            api,
                                            signingIn.signIn(changed(get(signingIn), part, random)))
                                    .body())
                    .as(part)
                    .contains("AUTH_001", "\"field\":\"credential\"");
        }
    }

    /// With one bit of a part flipped.
    private static String changed(String credential, String part, Random random) {
        JsonNode node = OpenApi.json(credential);
        ObjectNode response = (ObjectNode) node.path("response");
        byte[] bytes = Base64.getUrlDecoder().decode(response.path(part).asText());
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        response.put(part, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
        return node.toString();
    }

    private HttpResponse<String> add(String name) {
        Request request = user.begin();
        return user.add(request.add(name, create(request)));
    }

    /// The authenticator lost its first passkey, so it makes another one.
    private void addAnother(String name) {
        authenticator.removeAllCredentials();
        Request request = user.begin("{}");
        assertThat(user.add(request.add(name, create(request))).statusCode()).isEqualTo(200);
    }

    private static HttpResponse<String> signIn() {
        Request request = PasskeyUser.beginSignIn(api);
        return PasskeyUser.signIn(api, request.signIn(get(request)));
    }

    private static String create(Request request) {
        return browser.passkey("create", request.options().toString());
    }

    private static String get(Request request) {
        String credential = browser.passkey("get", request.options().toString());
        assertThat(credential).startsWith("{");
        return credential;
    }

    private static void expire(Request request) {
        api.sql(
                "update passkey_requests set expires_at = now() where token_hash = sha256('%s')"
                        .formatted(request.token()));
    }

    private String lastMail(int count) {
        return SentMails.to(user.registered().email(), count).getLast().text();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
