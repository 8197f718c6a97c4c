package com.afftok.management.party.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.access.password.Passwords;
import com.afftok.management.party.user.SealPayoutDetails;
import com.afftok.shared.id.AccountId;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProfileTest {

    private static final String BANK =
            """
            {"payout_details":{"method":"bank_transfer","account_holder":"أمل","account":\
            "SA0380000000608010167519","bank_name":"Al Bank","bank_code":"RJHISARI"},"current_password":"Correct-Horse-7"}\
            """;

    private final RunningApi api = RunningApi.shared();
    private final SignedIn user = withPassword(api.signedIn(Role.PROMOTER));

    private SignedIn withPassword(SignedIn made) {
        api.sql(
                "update users set password_hash = '%s' where id = %d"
                        .formatted(
                                api.part(Passwords.class).hash("Correct-Horse-7").orElseThrow(),
                                made.id()));
        return made;
    }

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
                                select count(*) from accounts
                                 where id = %d
                                   and position('SA0380'::bytea in payout_details) = 0
                                   and position('bank'::bytea in payout_details) = 0
                                """
                                        .formatted(user.account())))
                .isEqualTo(1);
        assertThat(api.part(SealPayoutDetails.class).of(new AccountId(user.account())))
                .hasValueSatisfying(kept ->
                        assertThat(kept.details().account()).isEqualTo("SA0380000000608010167519"));
    }

    @Test
    void sends_money_elsewhere_only_for_who_knows_the_password() {
        user.fiveMinutesLater();
        HttpResponse<String> unproven =
                user.put(
                        "/api/profile",
                        BANK.replace(",\"current_password\":\"Correct-Horse-7\"", ""));
        HttpResponse<String> guessed = user.put("/api/profile", BANK.replace("Horse", "Donkey"));

        assertThat(unproven.statusCode()).as(unproven.body()).isEqualTo(403);
        assertThat(unproven.body())
                .contains("\"AUTH_006\"", "{\"field\":\"current_password\",\"code\":\"required\",");
        assertThat(guessed.statusCode()).as(guessed.body()).isEqualTo(400);
        assertThat(guessed.body())
                .contains("\"VALID_001\"", "{\"field\":\"current_password\",\"code\":\"wrong\",");
        assertThat(user.get("/api/profile").body())
                .contains("\"payout_details\":null,\"payout_usable_from\":null");
        assertThat(noted()).doesNotContain("payout_details");
    }

    @Test
    void pays_to_a_new_destination_three_days_later_and_notes_who_changed_it() {
        Instant before = Instant.now();
        String changed = user.put("/api/profile", BANK).body();
        Instant usable = Instant.parse(value(changed, "payout_usable_from"));

        assertThat(usable)
                .isBetween(
                        before.plus(Duration.ofDays(3)).minusMillis(1),
                        Instant.now().plus(Duration.ofDays(3)));
        assertThat(noted())
                .contains(
                        "\"actor\":{\"kind\":\"user\",\"id\":%d,".formatted(user.id()),
                        "\"action\":\"user.payout_details\"",
                        "\"old_value\":null,\"new_value\":{\"method\":\"bank_transfer\",\"account\":\"****7519\"}",
                        "\"ip_address\":\"127.0.0.0\",\"user_agent\":\"Java-http-client")
                .doesNotContain("SA0380", "Correct-Horse");

        assertThat(user.put("/api/profile", BANK).body())
                .as("the same destination again is no new one")
                .isEqualTo(changed);
        assertThat(noted()).containsOnlyOnce("user.payout_details");
        assertThat(api.part(SealPayoutDetails.class).of(new AccountId(user.account())))
                .hasValueSatisfying(kept -> assertThat(kept.usableFrom()).isEqualTo(usable));
    }

    @Test
    void changes_as_a_whole_or_not_at_all() {
        api.sql(
                "alter table accounts add constraint no_details_for_a_test check (id <> %d or payout_details is null)"
                        .formatted(user.account()));
        try {
            HttpResponse<String> failed =
                    user.put("/api/profile", BANK.replaceFirst("\\{", "{\"full_name\":\"New\","));

            assertThat(failed.statusCode()).isEqualTo(500);
        } finally {
            api.sql("alter table accounts drop constraint no_details_for_a_test");
        }
        assertThat(user.get("/api/profile").body()).contains("\"full_name\":\"Somebody\"");
    }

    /// The user's entries in the audit log.
    private String noted() {
        return api.signedIn(Role.SUPER_ADMIN)
                .get("/api/admin/audit-logs?object_type=user&object_id=" + user.id())
                .body();
    }

    private static String value(String json, String name) {
        return json.replaceFirst("(?s).*\"" + name + "\":\"([^\"]*)\".*", "$1");
    }

    @Test
    void opens_payout_details_of_no_other_account() {
        SignedIn other = api.signedIn(Role.PROMOTER);
        user.put("/api/profile", BANK);

        api.sql(
                """
                update accounts set payout_details = (select payout_details from accounts where id = %d)
                 where id = %d
                """
                        .formatted(user.account(), other.account()));

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
