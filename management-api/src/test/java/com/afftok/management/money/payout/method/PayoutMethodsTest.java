package com.afftok.management.money.payout.method;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PayoutMethodsTest {

    private static final String METHODS = "/api/payout-methods";
    private static final String IBAN = "SA0380000000608010167519";

    private final RunningApi api = RunningApi.shared();
    private final SignedIn owner = api.signedIn(Role.PROMOTER);

    @Test
    void are_sealed_masked_and_wait_three_days() {
        HttpResponse<String> added = bank("SA03 8000 0000 6080 1016 7519");

        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        assertThat(added.body()).contains("\"account\":\"****7519\"").doesNotContain(IBAN);
        assertThat(
                        Duration.between(
                                Instant.parse(member(added, "created_at")),
                                Instant.parse(member(added, "usable_from"))))
                .isEqualTo(Duration.ofDays(3));
        assertThat(owner.get(METHODS).body())
                .contains("\"id\":" + member(added, "id"), "****7519")
                .doesNotContain(IBAN);
        assertThat(
                        api.sql(
                                "select count(*) from payout_methods where id = %s and position('%s'::bytea in destination) = 0"
                                        .formatted(member(added, "id"), IBAN)))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "DE89370400440532013000, 201",
        "GB82WEST12345698765432, 201",
        "AE070331234567890123456, 201",
        "DE89370400440532013001, not_an_iban",
        "DE8937040044053201300, not_an_iban",
        "SA0380000000608010167591, not_an_iban",
        "SA038000000060801016751, not_an_iban",
        "12345678, not_without",
        "12, not_an_account",
        "'12;drop', not_an_account"
    })
    void check_ibans(String account, String expected) {
        HttpResponse<String> answer = bank(account);

        if (expected.equals("201")) {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        } else {
            assertThat(answer.body()).contains("VALID_001", expected);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"method\":\"paypal\",\"account_holder\":\"L\",\"account\":\"layla\"} | account | not_an_account",
                "{\"method\":\"upi\",\"account_holder\":\"L\",\"account\":\"layla@\"} | account | not_an_account",
                "{\"method\":\"cash\",\"account_holder\":\"L\",\"account\":\"x\"} | method | not_one_of",
                "{\"method\":\"upi\",\"account\":\"layla@okbank\"} | account_holder | required",
                "{\"method\":\"upi\",\"account_holder\":\"L\"} | account | required",
                "{\"account_holder\":\"L\",\"account\":\"x\"} | method | required",
                "{\"method\":\"upi\",\"account_holder\":\"L\",\"account\":\"layla@okbank\",\"bank_code\":\"ABCDEF\"} | bank_code | not_with",
                "{\"method\":\"bank_transfer\",\"account_holder\":\"L\",\"account\":\"SA0380000000608010167519\",\"bank_code\":\"RIBLSAR\"} | bank_code | not_a_bic",
                "{\"method\":\"upi\",\"account_holder\":\"a\\u202eb\",\"account\":\"layla@okbank\"} | account_holder | wrong_characters",
                "{\"method\":\"upi\",\"account_holder\":\"a\\u200bb\",\"account\":\"layla@okbank\"} | account_holder | wrong_characters",
                "{\"method\":\"upi\",\"account_holder\":\"a\\u0000b\",\"account\":\"layla@okbank\"} | account_holder | wrong_characters",
                "{\"method\":\"upi\",\"account_holder\":\"L\",\"account\":\"layla@okbank\",\"usable_from\":\"2020-01-01T00:00:00Z\"} | usable_from | unknown_member"
            })
    void refuse_what_is_no_destination(String body, String field, String problem) {
        assertThat(owner.post(METHODS, body).body())
                .contains("VALID_001", "\"field\":\"" + field + '"', problem);
        assertThat(owner.get(METHODS).body()).contains("\"methods\":[]");
    }

    @Test
    void are_announced_to_the_owners_and_noted() {
        SignedIn finance = SignedIn.member(api, Role.PROMOTER, owner.account(), MemberRole.FINANCE);

        String id =
                member(
                        finance.post(
                                METHODS,
                                "{\"method\":\"upi\",\"account_holder\":\"L\",\"account\":\"layla@okbank\"}"),
                        "id");
        finance.delete(METHODS + "/" + id);

        for (SignedIn told : new SignedIn[] {owner, finance}) {
            assertThat(
                            api.sql(
                                    "select count(*) from mails where recipient = '%s' and kind like 'payout_method_%%'"
                                            .formatted(told.email())))
                    .isEqualTo(2);
        }
        assertThat(
                        api.sql(
                                """
                                select count(*) from audit_log
                                 where action in ('account.payout_method_add', 'account.payout_method_remove')
                                   and object_id = '%d' and coalesce(new_value, old_value) ->> 'account' = '****bank'
                                """
                                        .formatted(owner.account())))
                .isEqualTo(2);
    }

    @Test
    void are_changed_only_after_a_fresh_proof() {
        String id = member(bank(IBAN), "id");
        owner.fiveMinutesLater();

        assertThat(bank("DE89370400440532013000").body()).contains("AUTH_006");
        assertThat(owner.delete(METHODS + "/" + id).body()).contains("AUTH_006");
        assertThat(owner.get(METHODS).body()).containsOnlyOnce("\"usable_from\"");
    }

    @Test
    void are_removed_with_their_destination() {
        String id = member(bank(IBAN), "id");

        assertThat(owner.delete(METHODS + "/" + id).statusCode()).isEqualTo(200);
        assertThat(owner.delete(METHODS + "/" + id).statusCode()).isEqualTo(404);

        assertThat(owner.get(METHODS).body()).contains("\"methods\":[]");
        assertThat(
                        api.sql(
                                "select count(*) from payout_methods where destination is null and id = "
                                        + id))
                .isEqualTo(1);
    }

    @Test
    void are_at_most_ten() {
        for (int i = 0; i < 10; i++) {
            assertThat(bank(IBAN).statusCode()).isEqualTo(201);
        }

        assertThat(bank(IBAN).body()).contains("STATE_002", "too_many_methods");
    }

    @Test
    void are_hidden_from_members_who_may_not_change_them() {
        bank(IBAN);
        SignedIn viewer = SignedIn.member(api, Role.PROMOTER, owner.account(), MemberRole.VIEWER);

        assertThat(viewer.get(METHODS).statusCode()).isEqualTo(403);
        assertThat(api.signedIn(Role.ADVERTISER).get(METHODS).statusCode()).isEqualTo(403);
    }

    private HttpResponse<String> bank(String account) {
        return owner.post(
                METHODS,
                "{\"method\":\"bank_transfer\",\"account_holder\":\"Layla Hassan\",\"account\":\"%s\"}"
                        .formatted(account));
    }
}
