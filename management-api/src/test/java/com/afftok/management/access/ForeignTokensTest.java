package com.afftok.management.access;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SentMails;
import com.afftok.management.SentMessages;
import com.afftok.management.SignedIn;
import com.afftok.management.access.auth.Registered;
import com.afftok.management.access.oidc.Guest;
import com.afftok.management.access.oidc.OidcApi;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Each token that is given to somebody is good for its own purpose, once.
final class ForeignTokensTest {

    private static final String NAMED =
            "\"username\":\"%s\",\"full_name\":\"Amal\",\"role\":\"promoter\",\"country\":\"SA\"";

    private final RunningApi api = OidcApi.api();

    /// @param use sends a token where this one belongs
    private record Purpose(String name, String token, Function<String, HttpResponse<String>> use) {}

    @Test
    void are_refused_for_another_purpose_and_for_a_second_use() {
        List<Purpose> purposes =
                List.of(
                        addressProof(),
                        passwordReset(),
                        invitation(),
                        ofPhone(),
                        code(),
                        ofProvider(),
                        request(),
                        passkeyRequest(),
                        refresh());

        for (Purpose purpose : purposes) {
            for (Purpose other : purposes) {
                if (!purpose.token().equals(other.token())) {
                    assertThat(purpose.use().apply(other.token()).body())
                            .as("%s for %s", other.name(), purpose.name())
                            .contains("\"code\":\"AUTH_003\"");
                }
            }
            assertThat(Registered.me(api, purpose.token()).body()).contains("AUTH_003");
        }
        for (Purpose purpose : purposes) {
            assertThat(purpose.use().apply(purpose.token()).body())
                    .as(purpose.name())
                    .doesNotContain("AUTH_003");
        }
        for (Purpose purpose : purposes) {
            if (!purpose.name().equals("refresh")) { // the answer to it may have been lost
                assertThat(purpose.use().apply(purpose.token()).body())
                        .as("%s, twice", purpose.name())
                        .contains("\"code\":\"AUTH_003\"");
            }
        }
    }

    private Purpose addressProof() {
        String token = SentMails.to(Registered.in(api).email(), 1).getFirst().token();
        return new Purpose("address", token, post("email/verify", "{\"token\":\"%s\"}"));
    }

    private Purpose passwordReset() {
        Registered user = Registered.in(api);
        api.post("/api/auth/password/forgot", "{\"email\":\"%s\"}".formatted(user.email()));
        return new Purpose(
                "reset",
                SentMails.token(user.email(), "reset-password"),
                post(
                        "password/reset",
                        "{\"token\":\"%s\",\"password\":\"" + Registered.PASSWORD + "\"}"));
    }

    private Purpose invitation() {
        SignedIn owner = api.signedIn(Role.ADVERTISER);
        String name = name();
        String address = name + "@example.com";
        owner.post(
                "/api/account/members",
                "{\"email\":\"%s\",\"role\":\"viewer\"}".formatted(address));
        return new Purpose(
                "invitation",
                SentMails.token(address, "invitation"),
                post(
                        "invitations/accept",
                        "{\"token\":\"%s\",\"username\":\""
                                + name
                                + "\",\"full_name\":\"Amal\",\"password\":\"Correct-Horse-7\"}"));
    }

    private Purpose ofPhone() {
        Sent sent = sent();
        String verified = verified(sent).apply(sent.request()).body();
        return new Purpose("phone", text(verified, "phone_token"), registration("phone_token"));
    }

    private Purpose code() {
        Sent sent = sent();
        return new Purpose("code", sent.request(), verified(sent));
    }

    /// @param request its token
    private record Sent(String request, String code) {}

    private Sent sent() {
        String number = "+96650" + ThreadLocalRandom.current().nextInt(1_000_000, 10_000_000);
        HttpResponse<String> answer =
                api.post("/api/auth/send-otp", "{\"phone\":\"%s\"}".formatted(number));
        String data = answer.body().substring(answer.body().indexOf("\"data\""));
        return new Sent(text(data, "request_id"), SentMessages.code(number, 1));
    }

    private Function<String, HttpResponse<String>> verified(Sent sent) {
        return post("verify-otp", "{\"request_id\":\"%s\",\"code\":\"" + sent.code() + "\"}");
    }

    private Purpose ofProvider() {
        String token = member(Guest.of("google").signIn(), "oidc_token");
        return new Purpose("provider", token, registration("oidc_token"));
    }

    private Purpose request() {
        Guest guest = Guest.of("google");
        Guest.Visit visit = guest.visit();
        return new Purpose(
                "request",
                visit.token(),
                token -> guest.end(new Guest.Visit(token, visit.state(), visit.code())));
    }

    /// Nobody has the passkey: its own request is used, and answers that.
    private Purpose passkeyRequest() {
        String begun = api.post("/api/auth/passkeys/sign-in/begin", "").body();
        return new Purpose(
                "passkey",
                text(begun, "request_token"),
                post(
                        "passkeys/sign-in",
                        """
                        {"request_token":"%s","credential":{"id":"AQID","response":{"clientDataJSON":"e30",\
                        "authenticatorData":"AQID","signature":"AQID","userHandle":"AQID"}}}\
                        """));
    }

    private Purpose refresh() {
        String token = Registered.in(api).refreshToken();
        return new Purpose("refresh", token, sent -> Registered.refresh(api, sent));
    }

    private Function<String, HttpResponse<String>> registration(String member) {
        return post("register", "{\"" + member + "\":\"%s\"," + NAMED.formatted(name()) + "}");
    }

    private Function<String, HttpResponse<String>> post(String path, String json) {
        return token -> api.post("/api/auth/" + path, json.formatted(token));
    }

    private static String text(String json, String member) {
        return json.replaceFirst(".*\"" + member + "\":\"([^\"]+)\".*", "$1");
    }

    private static String name() {
        return "u" + System.nanoTime();
    }
}
