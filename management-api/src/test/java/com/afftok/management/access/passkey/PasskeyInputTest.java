package com.afftok.management.access.passkey;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.access.auth.Registered;
import com.afftok.management.access.passkey.PasskeyUser.Request;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is sent in place of a browser's answer.
final class PasskeyInputTest {

    private static final String BEGIN = PasskeyUser.PATH + "/sign-in/begin";
    private static final String MADE =
            "{\"id\":\"%s\",\"response\":{\"clientDataJSON\":\"%s\",\"attestationObject\":\"%s\"}}";

    private final RunningApi api = RunningApi.shared();
    private final PasskeyUser user = PasskeyUser.in(api);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":\"AQID\"}",
                "{\"id\":17,\"response\":{\"clientDataJSON\":\"e30\",\"attestationObject\":\"AQID\"}}",
                "{\"id\":\"AQID\",\"response\":[]}",
                "{\"id\":\"AQID\",\"response\":{\"clientDataJSON\":\"e30\",\"attestationObject\":null}}",
                "{\"id\":\"AQID\",\"response\":{\"clientDataJSON\":\"e30\",\"attestationObject\":\"\"}}",
                "{\"id\":\"AQID\",\"response\":{\"clientDataJSON\":\"e30\",\"attestationObject\":\"é\"}}"
            })
    void a_credential_without_its_parts_is_refused_by_name(String credential) {
        Request request = user.begin();

        assertThat(user.add(request.add("Phone", credential)).body())
                .contains("VALID_001", "\"field\":\"credential\",\"code\":\"not_a_credential\"");
        assertThat(PasskeyUser.signIn(api, request.signIn(credential)).body())
                .contains("VALID_001", "\"field\":\"credential\",\"code\":\"not_a_credential\"");
    }

    @Test
    void a_credential_of_more_than_16_kib_is_refused() {
        String fits = MADE.formatted("AQID", "e30", text(new byte[16 * 1024 - 5]));
        String large = MADE.formatted("AQID", "e30", text(new byte[16 * 1024 - 4]));

        assertThat(user.add(user.begin().add("Phone", fits)).body()).contains("\"code\":\"wrong\"");
        assertThat(user.add(user.begin().add("Phone", large)).body())
                .contains("\"code\":\"not_a_credential\"");
    }

    @Test
    void bytes_without_a_meaning_are_wrong() {
        Random random = new Random(7);
        for (int i = 0; i < 30; i++) {
            byte[] object = new byte[1 + random.nextInt(300)];
            random.nextBytes(object);
            HttpResponse<String> answer =
                    user.add(user.begin().add("Phone", made("{}", text(object))));

            assertThat(answer.body())
                    .contains("VALID_001", "\"field\":\"credential\",\"code\":\"wrong\"");
        }
        for (String client :
                new String[] {"", "null", "[]", "{\"a\":".repeat(2_000), "{\"type\":null}"}) {
            assertThat(
                            user.add(
                                            user.begin()
                                                    .add(
                                                            "Phone",
                                                            made(client + " ", "oWNmbXRkbm9uZQ")))
                                    .body())
                    .contains("VALID_001", "\"field\":\"credential\",\"code\":\"wrong\"");
        }
        byte[] deep = new byte[10_000];
        Arrays.fill(deep, (byte) 0x81);
        assertThat(user.add(user.begin().add("Phone", made("{}", text(deep)))).body())
                .contains("\"code\":\"wrong\"");
    }

    @Test
    void an_unknown_passkey_or_token_is_refused() {
        String proof =
                """
                {"id":"AQID","response":{"clientDataJSON":"e30","authenticatorData":"AQID",\
                "signature":"AQID","userHandle":"AQID"}}\
                """;
        Request request = PasskeyUser.beginSignIn(api);

        assertThat(
                        PasskeyUser.signIn(api, new Request("x", request.options()).signIn(proof))
                                .body())
                .contains("AUTH_003");
        assertThat(PasskeyUser.signIn(api, request.signIn(proof)).body()).contains("AUTH_001");
        assertThat(PasskeyUser.signIn(api, request.signIn(proof)).body()).contains("AUTH_003");
    }

    @Test
    void a_hundred_thousand_requests_of_strangers_leave_room_for_users_and_end_when_they_expire() {
        api.sql(
                """
                insert into passkey_requests (token_hash, expires_at)
                select sha256(convert_to('stranger ' || i, 'UTF8')), now() + interval '4 minutes'
                  from generate_series(1, 100000) i
                """);

        HttpResponse<String> refused = api.post(BEGIN, "");
        user.begin();
        user.begin();
        api.sql("update passkey_requests set expires_at = now() where user_id is null");
        HttpResponse<String> later = api.post(BEGIN, "");
        api.sql("delete from passkey_requests where user_id is null");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.body()).contains("RATE_001");
        assertThat(refused.headers().firstValue("Retry-After")).contains("60");
        assertThat(later.statusCode()).isEqualTo(200);
        assertThat(api.sql("select count(*) from passkey_requests where user_id = " + user.id()))
                .as("the second replaced the first")
                .isEqualTo(1);
    }

    @Test
    void ten_are_the_most_of_a_user() {
        Request early = user.begin();
        api.sql(
                """
                insert into passkeys (user_id, credential_id, public_key, sign_count, name, backup_eligible,
                                      backed_up, created_at)
                select %1$d, sha256(convert_to('%1$d ' || i, 'UTF8')), 'k', 0, 'Phone', false, false, now()
                  from generate_series(1, 10) i
                """
                        .formatted(user.id()));

        assertThat(user.send("POST", "/begin", PasskeyUser.PASSWORD).body())
                .contains("STATE_002", "\"code\":\"too_many_passkeys\"");
        assertThat(early.options().toString()).contains("\"excludeCredentials\":[]");
    }

    @Test
    void none_is_added_while_the_address_may_be_another_persons() {
        Registered stranger = Registered.in(api);

        assertThat(
                        stranger.send(
                                        "POST",
                                        PasskeyUser.PATH + "/begin",
                                        stranger.token(),
                                        PasskeyUser.PASSWORD)
                                .body())
                .contains("STATE_002", "\"field\":\"email\",\"code\":\"not_confirmed\"");
    }

    private static String made(String client, String object) {
        return MADE.formatted("AQID", text(client.getBytes(StandardCharsets.UTF_8)), object);
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
