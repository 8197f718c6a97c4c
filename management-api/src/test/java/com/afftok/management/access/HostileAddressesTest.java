package com.afftok.management.access;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SentMails;
import com.afftok.management.SignedIn;
import com.afftok.management.access.auth.Registered;
import com.afftok.management.access.oidc.Guest;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses of mail that look like others, or that mean more than one mailbox.
final class HostileAddressesTest {

    private final RunningApi api = RunningApi.shared();

    /// Refused wherever an address is stored or gets a mail.
    private static final List<String> NO_ADDRESSES =
            List.of(
                    // letters that look like others
                    "аmal@example.com",
                    "ａmal@example.com",
                    "amal@ｅxample.com",
                    "amal＠example.com",
                    "amal@example。com",
                    "ame\u0301l@example.com",
                    "amıl@example.com",
                    "AMİL@example.com",
                    "\u212aarim@example.com",
                    "amal@bücher.example",
                    "amal@مثال.example",
                    "am\u200bal@example.com",
                    "\u202emoc.elpmaxe@lama",
                    // other spellings of a mailbox
                    "amal@example.com.",
                    "amal@.example.com",
                    "amal@example..com",
                    "amal@-example.com",
                    "amal@[127.0.0.1]",
                    ".amal@example.com",
                    "amal.@example.com",
                    "a..l@example.com",
                    "(x)amal@example.com",
                    "amal(x)@example.com",
                    "\"amal\"@example.com",
                    "am\\al@example.com",
                    // several
                    "Amal<amal@example.com",
                    "amal@example.com>",
                    "x:amal@example.com",
                    "amal,omar@example.com",
                    "amal;omar@example.com",
                    "amal@omar@example.com",
                    // headers
                    "amal@example.com\r\nBcc: omar@example.com",
                    "amal@example.com\nBcc: omar@example.com",
                    "amal@example.com\rBcc:omar@example.com",
                    "amal\u2028Bcc:omar@example.com",
                    "amal\u0085Bcc:omar@example.com",
                    "amal@example.com\u0000",
                    "amal@example.com%0d%0aBcc:omar@example.com");

    static List<String> noAddresses() {
        return NO_ADDRESSES;
    }

    @ParameterizedTest
    @MethodSource("noAddresses")
    void are_refused_wherever_one_is_given(String address) {
        SignedIn owner = api.signedIn(Role.ADVERTISER);
        String email = "\"email\":\"%s\"".formatted(escaped(address));
        String name = "u" + System.nanoTime();

        refused(
                api.post(
                        "/api/auth/register",
                        Registered.json(name)
                                .replace("\"email\":\"%s@example.com\"".formatted(name), email)));
        refused(api.post("/api/auth/password/forgot", "{" + email + "}"));
        refused(owner.put("/api/auth/email", "{" + email + "}"));
        refused(owner.post("/api/account/members", "{" + email + ",\"role\":\"viewer\"}"));
        refused(
                api.signedIn(Role.SUPER_ADMIN)
                        .post(
                                "/api/admin/admins",
                                "{" + email + ",\"full_name\":\"A\",\"role\":\"tech_admin\"}"));
    }

    private static void refused(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body())
                .contains("VALID_001", "{\"field\":\"email\",\"code\":\"not_an_email\",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"аmal-%s@example.com", "(x)%s@example.com", "%s@example.com."})
    void of_a_provider_are_none(String form) {
        Guest guest = Guest.of("google");
        Guest hostile = guest.with("email", form.formatted(guest.subject()));

        HttpResponse<String> registered = hostile.register();

        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
        assertThat(registered.body()).contains("\"email\":null");
    }

    @Test
    void with_a_plus_are_addresses_of_their_own_kept_as_typed_and_found_in_any_case() {
        Registered amal = Registered.in(api);
        String plus = amal.email().replace("u", "U").replace("@", "+Ads@xn--bcher-kva.");
        String json = Registered.json(amal.username() + "_2").replace(another(amal), plus);

        HttpResponse<String> registered = api.post("/api/auth/register", json);

        assertThat(registered.statusCode()).as(registered.body()).isEqualTo(201);
        assertThat(member(registered, "email")).isEqualTo(plus);
        assertThat(
                        api.post(
                                        "/api/auth/register",
                                        json.replace("_2", "_3")
                                                .replace(plus, plus.toUpperCase(Locale.ROOT)))
                                .body())
                .contains("AUTH_005", "\"field\":\"email\"");
        String typed = plus.toLowerCase(Locale.ROOT);
        HttpResponse<String> signedIn =
                api.post("/api/auth/login", Registered.credentials(typed, Registered.PASSWORD));
        assertThat(member(signedIn, "username")).isEqualTo(amal.username() + "_2");
        api.post("/api/auth/password/forgot", "{\"email\":\"%s\"}".formatted(typed));
        assertThat(SentMails.to(plus, 2)).hasSize(2);
        assertThat(SentMails.to(amal.email())).hasSize(1);
    }

    private static String another(Registered somebody) {
        return somebody.username() + "_2@example.com";
    }

    /// PostgreSQL takes each `İ` for an `i`.
    @Test
    void are_guessed_at_no_faster_in_other_letters() {
        String name = "iiii" + System.nanoTime();
        api.post("/api/auth/register", Registered.json(name));

        Stream<Integer> guesses =
                Stream.iterate(1, i -> i <= 8, i -> i + 1)
                        .map(i -> "İ".repeat(i % 4 + 1) + name.substring(i % 4 + 1))
                        .map(typed -> Registered.credentials(typed + "@example.com", "Wrong-1"))
                        .map(typed -> api.post("/api/auth/login", typed).statusCode());

        assertThat(guesses).startsWith(401, 401, 401, 401, 401).contains(429);
    }

    private static String escaped(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }
}
