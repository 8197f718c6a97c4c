package com.afftok.management.access.consent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import java.net.http.HttpResponse;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Consents to documents, whose versions in force administrators set.
final class ConsentsTest {

    private static final String CONSENTS = "/api/auth/consents";

    private final RunningApi api = RunningApi.shared();
    private final SignedIn user = api.signedIn(Role.PROMOTER);

    @BeforeEach
    @AfterEach
    void nothing_is_in_force() {
        api.sql("delete from settings");
    }

    @Test
    void nothing_is_asked_for_until_an_administrator_sets_a_version() {
        assertThat(api.get(CONSENTS).body())
                .contains(
                        "{\"document\":\"terms\",\"version\":null,\"required\":true}",
                        "{\"document\":\"marketing\",\"version\":null,\"required\":false}",
                        "\"consents\":[]");
        assertThat(user.get("/api/me").body()).contains("\"consents_due\":[]");
        assertThat(register("").statusCode()).isEqualTo(201);
        assertThat(register("{\"terms\":\"2026-11\"}").body())
                .contains("\"field\":\"consents.terms\"", "\"code\":\"not_asked_for\"");

        HttpResponse<String> set =
                api.signedIn(Role.SUPER_ADMIN)
                        .put(
                                "/api/admin/settings/terms.version",
                                "{\"value\":\"2026-11\",\"version\":0}");

        assertThat(set.body()).contains("\"type\":\"string\",\"value\":\"2026-11\",\"usual\":\"\"");
        assertThat(api.get(CONSENTS).body())
                .contains("{\"document\":\"terms\",\"version\":\"2026-11\",\"required\":true}");
    }

    @Test
    void a_registration_needs_the_required_ones_in_the_version_in_force() {
        inForce("terms", "2026-11");
        inForce("privacy", "2");
        inForce("marketing", "m1");

        HttpResponse<String> without = register("");
        HttpResponse<String> other = register("{\"terms\":\"2026-11\",\"privacy\":\"1\"}");
        HttpResponse<String> right = register("{\"terms\":\"2026-11\",\"privacy\":\"2\"}");

        assertThat(without.statusCode()).isEqualTo(400);
        assertThat(without.body())
                .contains("VALID_001", "\"consents.terms\"", "\"consents.privacy\"", "\"required\"")
                .doesNotContain("consents.marketing");
        assertThat(other.body())
                .contains("\"consents.privacy\"", "\"params\":{\"value\":\"2\"}")
                .doesNotContain("consents.terms");
        assertThat(right.statusCode()).as(right.body()).isEqualTo(201);
        assertThat(of(RunningApi.member(right, "id"))).isEqualTo("privacy 2 f, terms 2026-11 f");
    }

    @Test
    void of_a_registration_that_fails_none_are_kept() {
        inForce("terms", "1");
        long before = api.sql("select count(*) from consents");
        String taken =
                """
                {"username":"%s","email":"%s@example.com","password":"Correct-Horse-7","full_name":"Amal",\
                "role":"promoter","country":"SA","consents":{"terms":"1"}}
                """
                        .formatted(user.username(), UUID.randomUUID());

        assertThat(api.post("/api/auth/register", taken).body()).contains("AUTH_005");
        assertThat(api.sql("select count(*) from consents")).isEqualTo(before);
    }

    @Test
    void a_new_version_is_due_until_the_user_consents_to_it() {
        inForce("terms", "1");
        assertThat(user.get("/api/me").body()).contains("\"consents_due\":[\"terms\"]");
        assertThat(give("terms", "1").statusCode()).isEqualTo(200);
        assertThat(give("terms", "1").statusCode()).isEqualTo(200);
        assertThat(user.get("/api/me").body()).contains("\"consents_due\":[]");

        inForce("terms", "2");

        assertThat(user.get("/api/me").body()).contains("\"consents_due\":[\"terms\"]");
        assertThat(give("terms", "1").body()).contains("VALID_001", "\"field\":\"version\"");
        assertThat(give("terms", "2").body())
                .contains("\"document\":\"terms\",\"version\":\"1\",\"given_at\"")
                .contains("\"document\":\"terms\",\"version\":\"2\",\"given_at\"");
        assertThat(user.get("/api/me").body()).contains("\"consents_due\":[]");
        assertThat(of(Long.toString(user.id()))).isEqualTo("terms 1 f, terms 2 f");
    }

    @Test
    void marketing_alone_can_be_withdrawn_and_given_again() {
        inForce("terms", "1");
        inForce("marketing", "m1");
        give("terms", "1");
        give("marketing", "m1");

        HttpResponse<String> terms = withdraw("terms");
        HttpResponse<String> marketing = withdraw("marketing");

        assertThat(terms.statusCode()).isEqualTo(409);
        assertThat(terms.body()).contains("STATE_002", "not_withdrawn");
        assertThat(marketing.statusCode()).as(marketing.body()).isEqualTo(200);
        assertThat(withdraw("marketing").statusCode()).isEqualTo(200);
        give("marketing", "m1");
        assertThat(of(Long.toString(user.id())))
                .isEqualTo("marketing m1 f, marketing m1 t, terms 1 f");
        assertThat(api.signedIn(Role.PROMOTER).get(CONSENTS).body()).contains("\"consents\":[]");
    }

    @Test
    void a_hundred_to_marketing_are_withdrawn_at_most_and_new_terms_can_still_be_accepted() {
        inForce("marketing", "m1");
        api.sql(
                """
                insert into consents (user_id, document, version, given_at, withdrawn_at)
                select %d, 'marketing', 'm0', now(), now() from generate_series(1, 99)
                """
                        .formatted(user.id()));

        assertThat(give("marketing", "m1").statusCode()).isEqualTo(200);
        assertThat(withdraw("marketing").statusCode()).isEqualTo(200);
        HttpResponse<String> oneMore = give("marketing", "m1");

        assertThat(oneMore.statusCode()).isEqualTo(409);
        assertThat(oneMore.body()).contains("STATE_002", "too_many_consents");
        inForce("terms", "2");
        assertThat(give("terms", "2").statusCode()).isEqualTo(200);
    }

    @Test
    void stay_as_they_were_given() {
        inForce("terms", "1");
        give("terms", "1");

        for (String change :
                new String[] {
                    "update consents set version = '2' where user_id = %d",
                    "update consents set given_at = now() where user_id = %d",
                    "delete from consents where user_id = %d",
                }) {
            assertThatThrownBy(() -> api.sql(change.formatted(user.id())))
                    .hasMessageContaining("is refused on table consents");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"given":true,"version":"1"}                           | document
                    {"document":"cookies","given":true,"version":"1"}      | document
                    {"document":"terms","version":"1"}                     | given
                    {"document":"terms","given":true}                      | version
                    {"document":"terms","given":true,"version":"a b"}      | version
                    {"document":"terms","given":true,"version":"1"}        | document
                    """)
    void take_nothing_wrong_and_name_the_field(String json, String field) {
        HttpResponse<String> answer = user.post(CONSENTS, json);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"VALID_001\"", "\"field\":\"" + field + "\"");
    }

    @ParameterizedTest
    @CsvSource({"1", "true", "'\"a b\"'", "'\"a\\\"b\"'", "null"})
    void a_version_is_a_word_without_spaces_and_quotes(String value) {
        HttpResponse<String> answer =
                api.signedIn(Role.SUPER_ADMIN)
                        .put(
                                "/api/admin/settings/terms.version",
                                "{\"value\":%s,\"version\":0}".formatted(value));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"value\"");
    }

    private void inForce(String document, String version) {
        api.sql(
                """
                insert into settings (name, value) values ('%s.version', '"%s"')
                on conflict (name) do update set value = excluded.value
                """
                        .formatted(document, version));
    }

    private HttpResponse<String> give(String document, String version) {
        return user.post(
                CONSENTS,
                "{\"document\":\"%s\",\"given\":true,\"version\":\"%s\"}"
                        .formatted(document, version));
    }

    private HttpResponse<String> withdraw(String document) {
        return user.post(CONSENTS, "{\"document\":\"%s\",\"given\":false}".formatted(document));
    }

    private HttpResponse<String> register(String consents) {
        String name = "u" + UUID.randomUUID().toString().replace("-", "");
        return api.post(
                "/api/auth/register",
                """
                {"username":"%1$s","email":"%1$s@example.com","password":"Correct-Horse-7","full_name":"Amal",\
                "role":"promoter","country":"SA"%2$s}
                """
                        .formatted(name, consents.isEmpty() ? "" : ",\"consents\":" + consents));
    }

    /// The consents of a user, and whether they were withdrawn.
    private String of(String id) {
        return api.text(
                """
                select string_agg(document || ' ' || version || ' '
                                  || left((withdrawn_at is not null)::text, 1), ', '
                                  order by document, version, withdrawn_at is not null)
                  from consents where user_id = %s
                """
                        .formatted(id));
    }
}
