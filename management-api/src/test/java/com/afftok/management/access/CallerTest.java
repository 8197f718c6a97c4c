package com.afftok.management.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import java.net.http.HttpResponse;
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

        assertThat(promoter.get("/caller/links").body()).contains("\"data\":" + promoter.id());
        assertThat(shop.get("/caller/offers").body())
                .contains("\"data\":\"those of " + shop.id() + "\"");
        assertThat(api.signedIn(Role.ADVERTISER_MANAGER).get("/caller/offers").body())
                .contains("\"data\":\"all\"");
    }

    @Test
    void may_be_anonymous_where_everybody_may_call() {
        assertThat(api.get("/caller/open").body()).contains("anonymous");
        assertThat(api.signedIn(Role.TECH_ADMIN).get("/caller/open").body()).contains("tech_admin");
        assertThat(authorized("/caller/open", "Bearer nonsense").body()).contains("anonymous");
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
