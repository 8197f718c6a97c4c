package com.afftok.management.sale.decision.bulk;

import static com.afftok.management.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.OpenTransaction;
import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.management.trust.review.FraudCase;
import com.afftok.shared.id.ClickId;
import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Decisions about many conversions of 100 USD that pay the promoter 5 and the recruiter 0.50.
final class BulkDecisionsTest {

    private static final String PATH = "/api/conversions/decisions";

    private final RunningApi api = RunningApi.shared();
    private final FraudCase offer = FraudCase.in(api);
    private final ClickId click = offer.click("valid", 0);
    private final SignedIn shop =
            SignedIn.member(api, Role.ADVERTISER, offer.advertiser(), MemberRole.MANAGER);

    @Test
    void move_what_can_be_moved_and_say_what_became_of_each() {
        long pending = offer.conversion(click, "pending");
        long approved = offer.conversion(click, "approved");
        long rejected = offer.conversion(click, "rejected");
        long held = offer.held(click, "pending", "'too_fast'");
        long foreign = FraudCase.in(api).conversion(click, "pending");

        String id =
                start(
                        "approve",
                        LongStream.of(pending, approved, rejected, held, foreign, pending));
        String done = finished(id);

        assertThat(done)
                .contains(
                        "\"conversions\":5,\"waiting\":0,\"moved\":1,\"unchanged\":1,\"refused\":2,"
                                + "\"unknown\":1,\"failed\":0");
        assertThat(shop.get(PATH + '/' + id + "/conversions").body())
                .contains(
                        fate(pending, "moved") + ",\"problem\":null",
                        fate(approved, "unchanged") + ",\"problem\":null",
                        fate(rejected, "refused")
                                + ",\"problem\":{\"field\":\"status\",\"code\":\"status_is\"",
                        fate(held, "refused")
                                + ",\"problem\":{\"field\":\"needs_review\",\"code\":\"held_for_review\"",
                        fate(foreign, "unknown") + ",\"problem\":null");
        assertThat(shop.get(PATH + '/' + id + "/conversions?fate=unknown").body())
                .contains(fate(foreign, "unknown"))
                .doesNotContain(fate(pending, "moved"));
        assertThat(shop.get("/api/conversions/" + pending).body())
                .contains(
                        "\"actor\":\"user\",\"user_id\":" + shop.id(), "\"reason\":\"delivered\"");
        assertThat(offer.balance("promoter_available", offer.promoter())).isEqualTo(1000);
        assertThat(offer.isTold(pending, "conversion.approved", "true")).isTrue();
        assertThat(offer.isTold(held, "conversion.approved", "true")).isFalse();
        assertThat(offer.is(foreign, "status = 'pending'")).isTrue();
    }

    @Test
    void about_a_filter_are_about_what_it_selects_in_steps() {
        int many = 2 * RunBulk.TOGETHER + 1;
        pending(many);
        long other = offer.conversion(click, "approved");

        HttpResponse<String> answer =
                shop.post(
                        PATH,
                        """
                        {"decision": "reject", "reason": "a test",
                         "filter": {"status": "pending", "offer_id": %d, "promoter_id": %d}}
                        """
                                .formatted(offer.offer(), offer.promoter()));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.body()).contains("\"conversions\":" + many, "\"finished_at\":null");

        assertThat(finished(RunningApi.member(answer, "id"))).contains("\"moved\":" + many);
        assertThat(
                        api.sql(
                                "select count(*) from conversions where offer_id = %d and status = 'rejected' and version = 1"
                                        .formatted(offer.offer())))
                .isEqualTo(many);
        assertThat(offer.is(other, "status = 'approved'")).isTrue();
        assertThat(offer.balance("promoter_pending", offer.promoter())).isZero();
    }

    /// A conversion whose event is booked already can't be moved.
    @Test
    void go_on_without_a_conversion_that_the_database_refuses() {
        long broken = offer.conversion(click, "pending");
        long fine = offer.conversion(click, "pending");
        api.sql(
                """
                with entry as (
                    insert into ledger_entries (advertiser_id, kind, event_key, conversion_id)
                    values (%1$d, 'approval', 'conversion:%2$d:approved', %2$d) returning id),
                lines as (
                    insert into ledger_postings (advertiser_id, entry_id, line, account, owner_id, currency,
                                                 amount)
                    select %1$d, id, line, 'promoter_pending', %3$d, 'USD', amount
                      from entry, (values (1, 1), (2, -1)) as v (line, amount))
                select id from entry
                """
                        .formatted(offer.advertiser(), broken, offer.promoter()));

        String done = finished(start("approve", LongStream.of(broken, fine)));

        assertThat(done).contains("\"moved\":1,", "\"failed\":1,");
        assertThat(offer.is(broken, "status = 'pending' and version = 0")).isTrue();
        assertThat(offer.is(fine, "status = 'approved'")).isTrue();
    }

    @Test
    void without_a_decision_are_refused_with_the_member_named() {
        assertThat(shop.post(PATH, "{\"ids\":[1]}").body())
                .contains("VALID_001", "{\"field\":\"decision\",\"code\":\"required\",");
    }

    @Test
    void of_finance_are_about_all_advertisers_and_audited() {
        SignedIn finance = api.signedIn(Role.FINANCE_ADMIN);
        long sale = offer.conversion(click, "pending");
        long other = FraudCase.in(api).conversion(click, "pending");

        String id = start(finance, "approve", LongStream.of(sale, other));

        assertThat(finished(finance, id)).contains("\"moved\":2");
        assertThat(shop.get(PATH + '/' + id).statusCode()).isEqualTo(404);
        assertThat(shop.get(PATH + '/' + id + "/conversions").statusCode()).isEqualTo(404);
        assertThat(shop.get(PATH).body()).doesNotContain("\"id\":" + id + ',');
        assertThat(offer.isAudited("conversion.decide_many", id, "true")).isTrue();
    }

    @Test
    void are_at_most_three_at_a_time() throws SQLException {
        long sale = offer.conversion(click, "pending");

        try (OpenTransaction busy = new OpenTransaction(api)) {
            busy.execute("select 1 from conversions where id = " + sale + " for update");
            for (int i = 0; i < StartBulk.MOST_OPEN; i++) {
                start("approve", LongStream.of(sale));
            }
            HttpResponse<String> answer = post(shop, "approve", LongStream.of(sale));

            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains("\"STATE_002\"", "too_many_decisions");
        }
        eventually(
                "all are finished", () -> !shop.get(PATH).body().contains("\"finished_at\":null"));
        assertThat(offer.is(sale, "status = 'approved' and version = 1")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"decision\":\"approve\"} | ids | not_exactly_one",
                "{\"decision\":\"approve\",\"ids\":[1],\"filter\":{\"status\":\"pending\"}} | ids | not_exactly_one",
                "{\"decision\":\"approve\",\"ids\":[]} | ids | empty",
                "{\"decision\":\"approve\",\"ids\":[0]} | ids | not_an_id",
                "{\"decision\":\"approve\",\"ids\":[null]} | ids | required",
                "{\"decision\":\"approve\",\"ids\":[\"x\"]} | ids[0] | not_a_whole_number",
                "{\"decision\":\"forget\",\"ids\":[1]} | decision | not_one_of",
                "{\"decision\":\"reject\",\"ids\":[1]} | reason | required",
                "{\"decision\":\"approve\",\"filter\":{}} | filter.status | required",
                "{\"decision\":\"approve\",\"filter\":{\"status\":\"pending\"}} | filter | selects_nothing",
                "{\"decision\":\"approve\",\"ids\":[1],\"amount\":5} | amount | unknown_member"
            })
    void that_are_unclear_are_refused(String body, String field, String problem) {
        HttpResponse<String> answer = shop.post(PATH, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"" + field + '"', problem);
    }

    @Test
    void are_about_ten_thousand_at_most() {
        HttpResponse<String> answer =
                post(shop, "approve", LongStream.rangeClosed(1, BulkRequest.MOST + 1));

        assertThat(answer.body()).contains("\"VALID_001\"", "\"field\":\"ids\"", "too_many");
    }

    /// Conversions that are booked, of the promoter alone.
    private void pending(int many) {
        api.sql(
                """
                with made as (
                    insert into conversions (advertiser_id, transaction_id, link_id, offer_id, promoter_id,
                        status, amount, currency, commission, commission_currency)
                    select %1$d, 'many-' || n, %2$d, %3$d, %4$d, 'pending', 100, 'USD', 5, 'USD'
                      from generate_series(1, %5$d) as n
                    returning id),
                shares as (
                    insert into commissions (advertiser_id, conversion_id, promoter_id, amount, currency)
                    select %1$d, id, %4$d, 5, 'USD' from made),
                entries as (
                    insert into ledger_entries (advertiser_id, kind, event_key, conversion_id)
                    select %1$d, 'commission', format('conversion:%%s:recorded', id), id from made
                    returning id),
                lines as (
                    insert into ledger_postings (advertiser_id, entry_id, line, account, owner_id, currency,
                                                 amount)
                    select %1$d, id, line, account, owner, 'USD', amount
                      from entries,
                           (values (1, 'advertiser', %1$d, -5), (2, 'promoter_pending', %4$d, 5))
                           as v (line, account, owner, amount))
                select count(*) from made
                """
                        .formatted(
                                offer.advertiser(),
                                offer.link(),
                                offer.offer(),
                                offer.promoter(),
                                many));
    }

    private static String fate(long sale, String fate) {
        return "\"conversion_id\":%d,\"fate\":\"%s\"".formatted(sale, fate);
    }

    private String start(String decision, LongStream ids) {
        return start(shop, decision, ids);
    }

    private static String start(SignedIn caller, String decision, LongStream ids) {
        HttpResponse<String> answer = post(caller, decision, ids);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        return RunningApi.member(answer, "id");
    }

    private static HttpResponse<String> post(SignedIn caller, String decision, LongStream ids) {
        return caller.post(
                PATH,
                "{\"decision\":\"%s\",\"reason\":\"delivered\",\"ids\":[%s]}"
                        .formatted(
                                decision,
                                ids.mapToObj(Long::toString).collect(Collectors.joining(","))));
    }

    private String finished(String id) {
        return finished(shop, id);
    }

    private String finished(SignedIn caller, String id) {
        eventually(
                "the decision is finished",
                () ->
                        api.sql("select count(finished_at) from bulk_decisions where id = " + id)
                                == 1);
        return caller.get(PATH + '/' + id).body();
    }
}
