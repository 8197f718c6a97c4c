package com.afftok.management.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.shared.id.UserId;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProfileTest {

    private static final String BANK =
            """
            {"payout_details":{"method":"bank_transfer","account_holder":"أمل","account":\
            "SA0380000000608010167519","bank_name":"Al Bank","bank_code":"RJHISARI"}}\
            """;

    private final RunningApi api = RunningApi.shared();
    private final SignedIn user = api.signedIn(Role.PROMOTER);

    @Test
    void shows_what_its_owner_has_told() {
        assertThat(user.get("/api/profile").body())
                .contains(
                        "\"id\":" + user.id() + ",",
                        "\"full_name\":\"Somebody\"",
                        "\"country\":\"SA\"",
                        "\"audience_countries\":[]",
                        "\"payout_details\":null")
                .doesNotContain("password");
    }

    @Test
    void changes_what_is_given_and_leaves_the_rest() {
        HttpResponse<String> changed =
                user.put(
                        "/api/profile",
                        "{\"full_name\":\" أمل العلي \",\"audience_countries\":[\"AE\",\"EG\",\"AE\"]}");

        assertThat(changed.statusCode()).as(changed.body()).isEqualTo(200);
        assertThat(user.get("/api/profile").body())
                .isEqualTo(changed.body())
                .contains(
                        "\"full_name\":\"أمل العلي\"",
                        "\"country\":\"SA\"",
                        "\"audience_countries\":[\"AE\",\"EG\"]");
        assertThat(user.put("/api/profile", "{\"audience_countries\":[]}").body())
                .contains("\"audience_countries\":[]", "أمل");
    }

    @Test
    void keeps_payout_details_sealed_and_shows_the_end_of_the_account() {
        HttpResponse<String> changed = user.put("/api/profile", BANK);

        assertThat(changed.body())
                .contains("\"account\":\"****7519\"", "\"account_holder\":\"أمل\"", "RJHISARI");
        assertThat(
                        api.sql(
                                """
                                select count(*) from users
                                 where id = %d
                                   and position('SA0380'::bytea in payout_details) = 0
                                   and position('bank'::bytea in payout_details) = 0
                                """
                                        .formatted(user.id())))
                .isEqualTo(1);
        assertThat(api.part(SealPayoutDetails.class).of(new UserId(user.id())))
                .hasValueSatisfying(details ->
                        assertThat(details.account()).isEqualTo("SA0380000000608010167519"));
    }

    @Test
    void opens_payout_details_of_no_other_user() {
        SignedIn other = api.signedIn(Role.PROMOTER);
        user.put("/api/profile", BANK);

        api.sql(
                """
                update users set payout_details = (select payout_details from users where id = %d)
                 where id = %d
                """
                        .formatted(user.id(), other.id()));

        assertThat(other.get("/api/profile").statusCode()).isEqualTo(500);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"full_name":""}                                              | full_name
                    {"full_name":"  "}                                            | full_name
                    {"country":"XX"}                                              | country
                    {"audience_countries":["SA","sa"]}                            | audience_countries
                    {"audience_countries":[null]}                                 | audience_countries
                    {"audience_countries":"SA"}                                   | audience_countries
                    {"payout_details":{}}                                         | payout_details.method
                    {"payout_details":{"method":"cash"}}                          | payout_details.method
                    {"payout_details":{"method":"paypal","account":"x"}}          | payout_details.account
                    {"payout_details":{"method":"paypal","iban":"x"}}             | payout_details.iban
                    """)
    void takes_nothing_wrong_and_names_the_field(String json, String field) {
        HttpResponse<String> answer = user.put("/api/profile", json);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"VALID_001\"", "\"field\":\"" + field + "\"");
    }

    @Test
    void what_is_not_for_its_owner_to_change_is_ignored() {
        HttpResponse<String> answer =
                user.put("/api/profile", "{\"role\":\"advertiser\",\"points\":5,\"colour\":7}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"role\":\"promoter\"", "\"points\":0,");
    }

    @Test
    void is_no_administrators() {
        assertThat(api.signedIn(Role.SUPER_ADMIN).get("/api/profile").body()).contains("PERM_001");
    }
}
