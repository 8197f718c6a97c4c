package com.afftok.management.access.identity;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SentMails;
import com.afftok.management.access.auth.Registered;
import com.afftok.management.access.oidc.Guest;
import com.afftok.management.access.oidc.OidcApi;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// Users link accounts at providers, and remove them.
final class OidcLinkingTest {

    private static final String PATH = "/api/auth/identities";

    private final RunningApi api = OidcApi.api();
    private final Registered user = Registered.in(api);
    private final Guest guest = Guest.of("google");

    @Test
    void an_account_is_linked_after_the_password_and_a_sign_in_there_until_it_is_removed() {
        user.confirmed();
        api.proofsExpire(Long.parseLong(id()));
        assertThat(begin("{\"provider\":\"google\"}").body()).contains("AUTH_006");
        assertThat(begin(wanted("google").replace("Horse", "Mule")).body())
                .contains("VALID_001", "\"field\":\"current_password\"");

        assertThat(link(guest).statusCode()).isEqualTo(200);

        assertThat(list().body())
                .contains("\"provider\":\"google\",\"label\":\"Google\"", guest.email());
        assertThat(SentMails.to(user.email(), 2).getLast().text())
                .contains("Before: —.", "Now: Google.");
        assertThat(audited("user.identity_link")).isEqualTo(1);
        assertThat(member(guest.signIn(), "id")).isEqualTo(id());
        assertThat(link(guest).statusCode()).isEqualTo(200);
        assertThat(audited("user.identity_link")).isEqualTo(1);

        String path = PATH + "/" + member(list(), "id");
        assertThat(send("DELETE", path, "{}").body()).contains("AUTH_006");
        assertThat(send("DELETE", path, password()).statusCode()).isEqualTo(200);

        assertThat(list().body()).contains("\"identities\":[]");
        assertThat(audited("user.identity_remove")).isEqualTo(1);
        assertThat(SentMails.to(user.email(), 3).getLast().text())
                .contains("Before: Google.", "Now: —.");
        assertThat(guest.signIn().body()).contains("\"registered\":false");
        assertThat(send("DELETE", path, password()).statusCode()).isEqualTo(404);
    }

    @Test
    void a_request_is_for_the_user_and_the_purpose_that_it_was_made_for() {
        user.confirmed();
        Registered other = Registered.in(api);
        Guest.Visit linking = guest.visit(begin(wanted("google")));
        Guest.Visit signIn = Guest.of("google").visit();

        assertThat(guest.end(linking).body()).contains("AUTH_003");
        assertThat(other.send("POST", PATH + "/verify", other.token(), linking.json()).body())
                .contains("VALID_001", "\"field\":\"request_token\",\"code\":\"used\"");
        assertThat(verify(signIn).body()).contains("\"field\":\"request_token\"");
        assertThat(verify(linking.withState(signIn.state())).body())
                .contains("\"field\":\"request_token\"");

        assertThat(verify(linking).statusCode()).isEqualTo(200);
        assertThat(verify(linking).body()).contains("\"code\":\"used\"");
    }

    @Test
    void a_request_that_has_expired_is_refused_by_name_and_so_is_a_wrong_code() {
        user.confirmed();
        Guest.Visit wrong = guest.visit(begin(wanted("google")));
        assertThat(verify(wrong.withCode("another")).body())
                .contains("VALID_001", "\"field\":\"code\",\"code\":\"wrong\"");
        Guest.Visit late = guest.visit(begin(wanted("google")));
        api.sql(
                "update identity_requests set expires_at = now() where token_hash = sha256('%s')"
                        .formatted(late.token()));

        assertThat(verify(late).body())
                .contains("VALID_001", "\"field\":\"request_token\",\"code\":\"expired\"");
    }

    @Test
    void a_hundred_thousand_requests_of_strangers_leave_room_for_users_and_end_when_they_expire() {
        user.confirmed();
        api.sql(
                """
                insert into identity_requests (token_hash, issuer, expires_at)
                select sha256(convert_to('stranger ' || i, 'UTF8')), 'https://example.com',
                       now() + interval '9 minutes'
                  from generate_series(1, 100000) i
                """);

        HttpResponse<String> refused = guest.begin();
        HttpResponse<String> first = begin(wanted("google"));
        HttpResponse<String> second = begin(wanted("google"));
        api.sql("update identity_requests set expires_at = now() where user_id is null");
        HttpResponse<String> later = guest.begin();
        api.sql("delete from identity_requests where user_id is null");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("60");
        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(later.statusCode()).isEqualTo(200);
        assertThat(verify(guest.visit(first)).body()).contains("\"code\":\"used\"");
        assertThat(verify(guest.visit(second)).statusCode()).isEqualTo(200);
    }

    @Test
    void nothing_is_linked_while_the_address_may_be_another_persons() {
        HttpResponse<String> answer = begin(wanted("google"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body())
                .contains("STATE_002", "\"field\":\"email\",\"code\":\"not_confirmed\"");
    }

    @Test
    void an_account_signs_one_user_in() {
        guest.register();
        user.confirmed();

        HttpResponse<String> answer = link(guest);

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("AUTH_005", "\"field\":\"code\",\"code\":\"taken\"");
        assertThat(list().body()).contains("\"identities\":[]");
    }

    @Test
    void a_user_has_one_account_of_a_provider() {
        user.confirmed();
        link(guest);

        assertThat(link(Guest.of("google")).body())
                .contains("STATE_002", "\"code\":\"linked_already\"");

        assertThat(link(Guest.of("linkedin")).statusCode()).isEqualTo(200);
    }

    @Test
    void the_only_way_in_is_not_removed_and_of_two_removed_at_once_one_stays() throws Exception {
        String token = member(guest.register(), "token");
        String first = only(token);
        assertThat(remove(token, first).body())
                .contains("STATE_002", "\"field\":\"id\",\"code\":\"only_way_in\"");
        Guest second = Guest.of("linkedin");
        Guest.Visit visit =
                second.visit(user.send("POST", PATH, token, "{\"provider\":\"linkedin\"}"));
        assertThat(user.send("POST", PATH + "/verify", token, visit.json()).statusCode())
                .isEqualTo(200);
        String other =
                api.text(
                        "select id from identities where subject = '%s'"
                                .formatted(second.subject()));

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> answers =
                    List.of(
                            threads.submit(() -> remove(token, first)),
                            threads.submit(() -> remove(token, other)));
            assertThat(answers)
                    .extracting(answer -> answer.get().statusCode())
                    .containsExactlyInAnyOrder(200, 409);
        }
    }

    @Test
    void a_user_without_a_password_signs_in_again_where_others_give_it() {
        HttpResponse<String> registered = guest.register();
        String token = member(registered, "token");
        api.proofsExpire(Long.parseLong(member(registered, "id")));

        assertThat(user.send("POST", PATH, token, "{\"provider\":\"linkedin\"}").body())
                .contains("AUTH_006", "\"field\":\"session\",\"code\":\"sign_in_again\"");

        String again = member(guest.signIn(), "token");
        assertThat(user.send("POST", PATH, again, "{\"provider\":\"linkedin\"}").statusCode())
                .isEqualTo(200);
    }

    @Test
    void a_phone_is_removed_where_an_account_at_a_provider_signs_in() {
        HttpResponse<String> registered = guest.register();
        api.sql(
                """
                update users set phone = '+9665' || lpad((random() * 99999999)::int::text, 8, '0')
                 where id = %s
                """
                        .formatted(member(registered, "id")));

        assertThat(
                        user.send("DELETE", "/api/auth/phone", member(registered, "token"), "{}")
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void an_account_of_a_provider_that_is_not_configured_is_listed_and_is_no_way_in() {
        HttpResponse<String> registered = guest.register();
        String token = member(registered, "token");
        api.sql(
                """
                insert into identities (user_id, issuer, subject, created_at, last_used_at)
                values (%s, 'https://gone.example.com/oauth', '1', now(), now())
                """
                        .formatted(member(registered, "id")));

        assertThat(user.send("GET", PATH, token, "").body())
                .contains("\"provider\":null,\"label\":\"gone.example.com\"");
        assertThat(remove(token, only(token)).body()).contains("only_way_in");
    }

    @Test
    void a_provider_that_is_not_configured_is_refused_by_name() {
        assertThat(begin(wanted("facebook")).body())
                .contains("VALID_001", "\"field\":\"provider\",\"code\":\"not_one_of\"");
    }

    /// The first identity in the list.
    private String only(String token) {
        return member(user.send("GET", PATH, token, ""), "id");
    }

    private HttpResponse<String> remove(String token, String identity) {
        return user.send("DELETE", PATH + "/" + identity, token, "{}");
    }

    private HttpResponse<String> link(Guest other) {
        return verify(other.visit(begin(wanted(other.provider()))));
    }

    private HttpResponse<String> begin(String json) {
        return send("POST", PATH, json);
    }

    private HttpResponse<String> verify(Guest.Visit visit) {
        return send("POST", PATH + "/verify", visit.json());
    }

    private HttpResponse<String> list() {
        return send("GET", PATH, "");
    }

    private HttpResponse<String> send(String method, String path, String json) {
        return user.send(method, path, user.token(), json);
    }

    private static String wanted(String provider) {
        return "{\"provider\":\"%s\",\"current_password\":\"%s\"}"
                .formatted(provider, Registered.PASSWORD);
    }

    private static String password() {
        return "{\"current_password\":\"%s\"}".formatted(Registered.PASSWORD);
    }

    private String id() {
        return member(user.answer(), "id");
    }

    private long audited(String action) {
        return api.sql(
                "select count(*) from audit_log where action = '%s' and object_id = '%s'"
                        .formatted(action, id()));
    }
}
