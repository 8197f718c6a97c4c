package com.afftok.management.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CallerTest {

    private final RunningApi api = RunningApi.shared();

    @ParameterizedTest
    @EnumSource(Role.class)
    void is_known_to_the_controller(Role role) {
        assertThat(api.signedIn(role).get("/caller").body())
                .isEqualTo("{\"success\":true,\"data\":\"" + role.label() + "\"}");
    }

    @Test
    void is_what_the_controller_asks_for() {
        SignedIn promoter = api.signedIn(Role.PROMOTER);
        SignedIn shop = api.signedIn(Role.ADVERTISER);

        assertThat(promoter.get("/caller/links").body()).contains("\"data\":" + promoter.account());
        assertThat(shop.get("/caller/offers").body())
                .contains("\"data\":\"those of " + shop.account() + "\"");
        assertThat(api.signedIn(Role.ADVERTISER_MANAGER).get("/caller/offers").body())
                .contains("\"data\":\"all\"");
    }

    @Test
    void may_be_anonymous_where_everybody_may_call() {
        assertThat(api.get("/caller/open").body()).contains("anonymous");
        assertThat(api.signedIn(Role.TECH_ADMIN).get("/caller/open").body()).contains("tech_admin");
    }

    @Test
    void is_refused_with_a_bad_token_also_where_everybody_may_call() {
        SignedIn left = api.signedIn(Role.PROMOTER);
        left.post("/api/auth/logout", "");
        SignedIn banned = api.signedIn(Role.PROMOTER);
        api.sql("update users set status = 'banned' where id = " + banned.id());

        for (String path : List.of("/caller/open", "/api/offers", "/api/offers/1")) {
            HttpResponse<String> forged = authorized(path, "Bearer nonsense");
            assertThat(forged.statusCode()).isEqualTo(401);
            assertThat(forged.body()).contains("\"AUTH_003\"");
            assertThat(forged.headers().firstValue("WWW-Authenticate")).contains("Bearer");
            assertThat(left.get(path).body()).contains("\"AUTH_003\"");
            assertThat(banned.get(path).body()).contains("\"AUTH_004\"");
        }
    }

    @Test
    void is_not_kept_from_signing_in_by_a_bad_token() {
        for (String path : List.of("/api/auth/login", "/api/auth/refresh", "/api/auth/register")) {
            HttpResponse<String> answer =
                    api.send(
                            api.request(path)
                                    .header("Authorization", "Bearer nonsense")
                                    .header("Content-Type", "application/json")
                                    .POST(BodyPublishers.ofString("{}")));

            assertThat(answer.statusCode()).as(path).isEqualTo(400);
        }
    }

    @Test
    void who_is_not_allowed_is_403() {
        HttpResponse<String> answer = api.signedIn(Role.ADVERTISER).get("/caller/links");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"code\":\"PERM_001\"");
    }

    @Test
    void without_a_token_is_401() {
        HttpResponse<String> answer = api.get("/caller");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"code\":\"AUTH_003\"");
        assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(answer.headers().firstValue("X-Request-ID")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer",
                "Bearer ",
                "Bearer a.b.c",
                "Basic YTpi",
                "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.",
                "Bearer ...",
                "Bearer 💥",
            })
    void with_a_token_that_is_none_is_401(String credentials) {
        HttpResponse<String> answer =
                authorized("/caller", credentials.replaceAll("[^ -~]", "\u00ff"));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("\"code\":\"AUTH_003\"");
    }

    @Test
    void with_any_bit_of_the_token_changed_is_401() {
        String token = api.signedIn(Role.PROMOTER).tokens().token();
        for (int i = 0; i < token.length(); i += 7) {
            char other = token.charAt(i) == 'A' ? 'Q' : 'A';
            String forged = token.substring(0, i) + other + token.substring(i + 1);

            assertThat(authorized("/caller", "Bearer " + forged).body())
                    .as("character %d of %s", i, token)
                    .contains("\"AUTH_003\"");
        }
    }

    @Test
    void whose_account_is_disabled_is_403_at_once() {
        SignedIn user = api.signedIn(Role.PROMOTER);
        api.sql("update users set status = 'banned' where id = " + user.id());

        HttpResponse<String> answer = user.get("/caller");

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("\"code\":\"AUTH_004\"");
    }

    @Test
    void whose_role_changes_has_the_new_one_at_once() {
        SignedIn admin = api.signedIn(Role.PROMOTER_SUPPORT);
        api.sql("update admin_users set role = 'tech_admin' where id = " + admin.id());

        assertThat(admin.get("/caller").body()).contains("tech_admin");
    }

    private HttpResponse<String> authorized(String path, String credentials) {
        return api.send(api.request(path).header("Authorization", credentials));
    }
}
