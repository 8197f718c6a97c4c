package com.afftok.management.trust.audit;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.shared.id.AdminId;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AuditLogsTest {

    private static final String LOGS = "/api/admin/audit-logs";

    private final RunningApi api = RunningApi.shared();
    private final SignedIn reader = api.signedIn(Role.SUPER_ADMIN);
    private final SignedIn actor = api.signedIn(Role.FINANCE_ADMIN);

    @Test
    void say_who_changed_what_from_which_value_to_which() {
        note("offer.approve", "offer", "7", Map.of("status", "pending"), Map.of("status", "فعّال"));

        HttpResponse<String> answer = reader.get(LOGS + "?actor=" + actor.id());

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body())
                .contains(
                        "\"actor\":{\"kind\":\"admin\",\"id\":%d,\"email\":\""
                                .formatted(actor.id()),
                        "\"action\":\"offer.approve\",\"object_type\":\"offer\",\"object_id\":\"7\"",
                        "\"old_value\":{\"status\":\"pending\"},\"new_value\":{\"status\":\"فعّال\"}",
                        "\"next_cursor\":null");
    }

    @Test
    void are_found_by_what_was_done_to_what_and_when() {
        String object = "x" + actor.id();
        note("thing.make", "thing", object, null, null);
        note("thing.break", "thing", object, null, null);

        assertThat(actions("?object_type=thing&object_id=" + object))
                .containsExactly("thing.break", "thing.make");
        assertThat(actions("?action=thing.make&actor=" + actor.id())).containsExactly("thing.make");
        assertThat(actions("?actor=" + actor.id() + "&from=2020-01-01T00:00:00Z")).hasSize(2);
        assertThat(actions("?actor=" + actor.id() + "&to=2020-01-01T00:00:00Z")).isEmpty();
        assertThat(actions("?actor=" + reader.id())).isEmpty();
    }

    @Test
    void are_found_by_a_text_in_any_of_their_values() {
        String word = "Word" + actor.id();
        note("thing.make", "thing", "1", Map.of("name", word + "%"), null);
        note("thing.make", "thing", "2", null, Map.of("name", "other"));

        assertThat(actions("?search=" + word.toLowerCase(java.util.Locale.ROOT) + "%25"))
                .containsExactly("thing.make");
        assertThat(actions("?search=" + word + "_")).isEmpty();
        assertThat(actions("?search=%27%20or%201=1%20--")).isEmpty();
    }

    @Test
    void come_in_parts_of_which_none_repeats_another() {
        for (int i = 0; i < 5; i++) {
            note("thing.step" + i, "thing", "s" + actor.id(), null, null);
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";

        for (int part = 0; part < 3; part++) {
            HttpResponse<String> answer =
                    reader.get(LOGS + "?limit=2&actor=" + actor.id() + cursor);
            seen.addAll(actions(answer));
            cursor = "&cursor=" + member(answer, "next_cursor");
        }

        assertThat(cursor).isEqualTo("&cursor=null");
        assertThat(seen)
                .containsExactly(
                        "thing.step4", "thing.step3", "thing.step2", "thing.step1", "thing.step0");
    }

    @ParameterizedTest
    @CsvSource({
        "actor=me,actor",
        "actor=0,actor",
        "actor=99999999999999999999,actor",
        "action=Offer%20Approve,action",
        "object_id=7,object_type",
        "from=yesterday,from",
        "to=%2B999999999-12-31T23:59:59Z,to",
        "search=x,search",
        "search=%00%00,search",
        "cursor=-1,cursor",
        "cursor=9999999999999999999,cursor",
        "limit=0,limit",
        "limit=101,limit",
        "limit=many,limit",
    })
    void take_nothing_wrong_and_name_the_field(String query, String field) {
        HttpResponse<String> answer = reader.get(LOGS + "?" + query);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"VALID_001\"", "\"field\":\"" + field + "\"");
    }

    @Test
    void are_intact_until_somebody_changes_one_past_the_database() {
        try (RunningApi own = RunningApi.own()) {
            SignedIn admin = own.signedIn(Role.SUPER_ADMIN);
            assertThat(admin.get(LOGS + "/verify").body())
                    .contains(
                            "\"intact\":true,\"entries\":0,\"first_broken\":null,\"last_hash\":null");
            for (int i = 1; i <= 3; i++) {
                own.part(Audit.class)
                        .note(
                                new AdminId(admin.id()),
                                "thing.pay",
                                AuditedObject.of("thing", i),
                                null,
                                Map.of("amount", i));
            }
            assertThat(admin.get(LOGS + "/verify").body())
                    .contains("\"intact\":true,\"entries\":3,\"first_broken\":null")
                    .containsPattern("\"last_hash\":\"[0-9a-f]{64}\"");

            String kept = RunningApi.member(admin.get(LOGS + "/verify"), "last_hash");
            String asKept = LOGS + "/verify?entry=3&hash=";
            assertThat(admin.get(asKept + kept).body())
                    .contains("\"intact\":true", "\"as_kept\":true");
            assertThat(admin.get(asKept + "0".repeat(64)).body())
                    .contains("\"intact\":false", "\"first_broken\":null", "\"as_kept\":false");
            assertThat(admin.get(LOGS + "/verify?entry=3").statusCode()).isEqualTo(400);
            assertThat(admin.get(LOGS + "/verify?entry=x&hash=" + kept).statusCode())
                    .isEqualTo(400);
            assertThat(admin.get(asKept + "%27").statusCode()).isEqualTo(400);

            own.sql(
                    """
                    alter table audit_log disable trigger audit_log_is_append_only;
                    update audit_log set new_value = '{"amount": 200}' where id = 2;
                    alter table audit_log enable trigger audit_log_is_append_only;
                    """);

            assertThat(admin.get(LOGS + "/verify").body())
                    .contains("\"intact\":false,\"entries\":3,\"first_broken\":2");

            own.sql(
                    """
                    alter table audit_log disable trigger audit_log_is_append_only;
                    delete from audit_log where id > 1;
                    alter table audit_log enable trigger audit_log_is_append_only;
                    """);

            assertThat(admin.get(LOGS + "/verify").body())
                    .contains("\"intact\":false,\"entries\":1,\"first_broken\":2");
        }
    }

    @Test
    void are_verified_in_parts_that_go_on_from_each_other_and_begin_again() {
        try (RunningApi own = RunningApi.own()) {
            SignedIn admin = own.signedIn(Role.SUPER_ADMIN);
            for (int i = 1; i <= 7; i++) {
                own.part(Audit.class)
                        .note(
                                new AdminId(admin.id()),
                                "thing.pay",
                                AuditedObject.of("thing", i),
                                null,
                                Map.of("amount", i));
            }
            VerifyChain parts = new VerifyChain(own.part(ChainRepository.class), 3, 2);

            assertThat(verifiedUpTo(parts)).isEqualTo(3);
            assertThat(verifiedUpTo(parts)).isEqualTo(6);
            assertThat(verifiedUpTo(parts)).isEqualTo(7);

            own.sql(
                    """
                    alter table audit_log disable trigger audit_log_is_append_only;
                    update audit_log set new_value = '{"amount": 200}' where id = 4;
                    alter table audit_log enable trigger audit_log_is_append_only;
                    """);
            for (int part = 0; part < 3; part++) {
                parts.keep(parts.run());
            }
            assertThat(parts.run().firstBroken()).isEqualTo(4);
            assertThat(admin.get(LOGS + "/verify").body())
                    .contains("\"intact\":false", "\"first_broken\":4", "\"verified_up_to\":7");
        }
    }

    private static long verifiedUpTo(VerifyChain parts) {
        ChainRow row = parts.run();
        parts.keep(row);
        assertThat(row.firstBroken()).isNull();
        return row.after().checked();
    }

    private void note(
            String action,
            String type,
            String id,
            @Nullable Object before,
            @Nullable Object after) {
        api.part(Audit.class)
                .note(new AdminId(actor.id()), action, new AuditedObject(type, id), before, after);
    }

    private List<String> actions(String query) {
        return actions(reader.get(LOGS + query));
    }

    private static List<String> actions(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Pattern.compile("\"action\":\"([^\"]*)\"")
                .matcher(answer.body())
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
