package com.afftok.management.sale.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.shared.secret.SealSecrets;
import com.afftok.shared.secret.SecretPlace;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretsTest {

    private static final String SECRETS = "/api/advertiser/secrets";

    private final RunningApi api = RunningApi.shared();
    private final SignedIn shop = api.signedIn(Role.ADVERTISER);

    private HttpResponse<String> make(String mode) {
        return shop.post(SECRETS, "{\"mode\":\"%s\"}".formatted(mode));
    }

    @Test
    void are_shown_once_and_lie_sealed_as_the_edge_opens_them() {
        HttpResponse<String> made = make("live");

        assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
        String secret = RunningApi.member(made, "secret");
        assertThat(secret).matches("[0-9a-f]{64}");
        byte[] opened =
                api.part(SealSecrets.class)
                        .open(
                                sealed(RunningApi.member(made, "id")),
                                new SecretPlace("postback_secrets", shop.account(), "live"));
        assertThat(new String(opened, StandardCharsets.UTF_8)).isEqualTo(secret);
        assertThat(shop.get(SECRETS).body())
                .contains("\"hint\":\"" + secret.substring(60) + "\"", "\"revoked_at\":null")
                .doesNotContain(secret);
    }

    private byte[] sealed(String id) {
        StringBuilder hex = new StringBuilder();
        String row = "from postback_secrets where id = " + id;
        long length = api.sql("select length(secret) " + row);
        for (int i = 0; i < length; i++) {
            hex.append(
                    "%02x".formatted(api.sql("select get_byte(secret, %d) ".formatted(i) + row)));
        }
        return HexFormat.of().parseHex(hex);
    }

    @Test
    void are_two_of_a_mode_at_most_and_make_room_when_one_is_revoked() {
        String first = RunningApi.member(make("live"), "id");
        make("live");

        HttpResponse<String> third = make("live");
        HttpResponse<String> test = make("test");
        HttpResponse<String> revoked = shop.delete(SECRETS + "/" + first);
        HttpResponse<String> again = shop.delete(SECRETS + "/" + first);
        HttpResponse<String> successor = make("live");

        assertThat(third.statusCode()).isEqualTo(409);
        assertThat(third.body()).contains("\"STATE_002\"", "\"field\":\"mode\"");
        assertThat(test.statusCode()).isEqualTo(201);
        assertThat(revoked.statusCode()).as(revoked.body()).isEqualTo(200);
        assertThat(RunningApi.member(revoked, "revoked_at")).isNotEqualTo("null");
        assertThat(again.body()).isEqualTo(revoked.body());
        assertThat(successor.statusCode()).isEqualTo(201);
    }

    @Test
    void are_never_three_however_many_are_asked_for_at_once() throws Exception {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> asked =
                    IntStream.range(0, 8)
                            .mapToObj(_ -> clients.submit(() -> make("live")))
                            .toList();
            int made = 0;
            for (Future<HttpResponse<String>> answer : asked) {
                assertThat(answer.get().statusCode()).isIn(201, 409);
                made += answer.get().statusCode() == 201 ? 1 : 0;
            }

            assertThat(made).isEqualTo(2);
        }
    }

    @Test
    void are_nobody_elses() {
        String id = RunningApi.member(make("live"), "id");
        SignedIn other = api.signedIn(Role.ADVERTISER);

        HttpResponse<String> revoked = other.delete(SECRETS + "/" + id);

        assertThat(revoked.statusCode()).isEqualTo(404);
        assertThat(other.get(SECRETS).body()).contains("\"secrets\":[]");
        assertThat(shop.get(SECRETS).body()).contains("\"revoked_at\":null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"mode\":\"LIVE\"}", "{\"mode\":7}", "{\"mode\":null}"})
    void are_made_for_a_mode_that_there_is(String json) {
        HttpResponse<String> answer = shop.post(SECRETS, json);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"VALID_001\"", "\"field\":\"mode\"");
    }
}
