package com.afftok.management.sale.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.platform.redis.LazyRedis;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.postback.PostbackReplay;
import com.afftok.shared.postback.PostbackStream;
import io.lettuce.core.Range;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.api.sync.RedisCommands;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PostbacksTest {

    private static final String POSTBACKS = "/api/advertiser/postbacks";
    private static final String PROVEN = "{\"transaction_id\": \"t-1\", \"amount\": \"5\"}";

    private final RunningApi api = RunningApi.shared();
    private final SignedIn shop = api.signedIn(Role.ADVERTISER);

    @AfterEach
    void leave_nothing_waiting() {
        redis().del(PostbackStream.STREAM, PostbackStream.WAITING);
    }

    private RedisCommands<String, String> redis() {
        return api.part(LazyRedis.class).connection().join().sync();
    }

    private long rejected(boolean proven, String parameters) {
        return api.sql(
                """
                insert into received_postbacks (advertiser_id, outcome, error_code, reason,
                                                transaction_id, proven, parameters)
                values (%d, 'rejected', 'CONV_005', 'There is no sale.', 't-1', %b, '%s')
                returning id
                """
                        .formatted(shop.account(), proven, parameters));
    }

    private long duplicate(String mode, String transaction) {
        ClickId click = ClickId.of(1_750_000_000_000L, new LinkId(7), 1, 1, 1);
        return api.sql(
                """
                insert into received_postbacks (advertiser_id, mode, outcome, reason, click_id,
                                                transaction_id, proven, parameters)
                values (%d, '%s', 'duplicate', 'It is there.', '%s', '%s', true, '{}')
                returning id
                """
                        .formatted(shop.account(), mode, click.uuid(), transaction));
    }

    @Test
    void are_listed_newest_first_with_their_fate() {
        long first = rejected(true, PROVEN);
        long second = duplicate("live", "t-2");

        HttpResponse<String> all = shop.get(POSTBACKS);
        HttpResponse<String> page = shop.get(POSTBACKS + "?limit=1");
        String cursor = RunningApi.member(page, "next_cursor");
        HttpResponse<String> rest = shop.get(POSTBACKS + "?limit=1&cursor=" + cursor);

        assertThat(all.statusCode()).as(all.body()).isEqualTo(200);
        assertThat(all.body())
                .contains(
                        "\"outcome\":\"rejected\"",
                        "\"error_code\":\"CONV_005\"",
                        "\"replayable\":true",
                        "\"next_cursor\":null")
                .containsSubsequence("\"id\":" + second, "\"id\":" + first);
        assertThat(RunningApi.member(all, "click_id")).matches("[0-9A-Za-z]{30}");
        assertThat(page.body())
                .contains("\"id\":" + second)
                .doesNotContain("\"id\":" + first + ",");
        assertThat(rest.body()).contains("\"id\":" + first, "\"next_cursor\":null");
        assertThat(shop.get("/api/advertiser/test-conversions?cursor=" + cursor).body())
                .contains("VALID_001", "\"field\":\"cursor\"");
    }

    @ParameterizedTest
    @CsvSource({
        "outcome=rejected, t-1",
        "outcome=duplicate&mode=live, t-2",
        "mode=test, t-3",
        "transaction_id=t-2, t-2",
    })
    void are_found_by_what_is_asked_for(String filter, String transaction) {
        rejected(true, PROVEN);
        duplicate("live", "t-2");
        duplicate("test", "t-3");

        HttpResponse<String> found = shop.get(POSTBACKS + "?" + filter);

        assertThat(found.body().split("\"outcome\"", -1)).as(found.body()).hasSize(2);
        assertThat(found.body()).contains("\"transaction_id\":\"" + transaction + "\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "outcome=lost",
                "mode=LIVE",
                "limit=0",
                "limit=101",
                "limit=x",
                "cursor=-1",
                "cursor=99999999999999999999",
                "transaction_id=%00"
            })
    void are_not_looked_for_by_what_makes_no_sense(String filter) {
        HttpResponse<String> answer = shop.get(POSTBACKS + "?" + filter);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"field\":\"" + filter.substring(0, filter.indexOf('=')) + "\"");
    }

    @Test
    void are_shown_with_what_they_said_and_their_replays() {
        long kept = rejected(true, PROVEN);
        api.sql(
                """
                insert into received_postbacks (advertiser_id, outcome, transaction_id, proven,
                                                parameters, replay_of)
                values (%d, 'accepted', 't-1', true, '{}', %d)
                """
                        .formatted(shop.account(), kept));

        HttpResponse<String> one = shop.get(POSTBACKS + "/" + kept);

        assertThat(one.body())
                .contains(
                        "\"parameters\":{\"amount\":\"5\",\"transaction_id\":\"t-1\"}",
                        "\"outcome\":\"accepted\"",
                        "\"replay_of\":" + kept)
                .doesNotContain("\"replayable\":true");
    }

    @Test
    void are_handed_to_the_edge_to_be_recorded_after_all() {
        long kept = rejected(true, PROVEN);

        HttpResponse<String> asked = shop.post(POSTBACKS + "/" + kept + "/replay", "");

        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        List<StreamMessage<String, String>> waiting =
                redis().xrange(PostbackStream.STREAM, Range.unbounded());
        assertThat(waiting).hasSize(1);
        String transaction = "live:" + shop.account() + ":t-1";
        assertThat(waiting.getFirst().getBody()).containsEntry("k", transaction);
        PostbackReplay replay =
                PostbackReplay.decode(String.valueOf(waiting.getFirst().getBody().get("r")));
        assertThat(replay.advertiser().value()).isEqualTo(shop.account());
        assertThat(replay.postback().value()).isEqualTo(kept);
        assertThat(asked.body()).contains("\"asked_at\":\"" + replay.askedAt() + "\"");
        assertThat(redis().hget(PostbackStream.WAITING, transaction)).isEqualTo("1");
    }

    @Test
    void are_not_replayed_if_nobody_proved_them_or_they_were_recorded_or_asked_for_an_answer() {
        long unproven = rejected(false, PROVEN);
        long recorded = duplicate("live", "t-2");
        long dryRun = rejected(true, "{\"dry_run\": \"1\"}");
        long replayed = rejected(true, PROVEN);
        api.sql(
                """
                insert into received_postbacks (advertiser_id, outcome, proven, parameters, replay_of)
                values (%d, 'duplicate', true, '{}', %d)
                """
                        .formatted(shop.account(), replayed));

        assertRefused(unproven, "\"field\":\"signature\"");
        assertRefused(recorded, "\"field\":\"outcome\"");
        assertRefused(dryRun, "\"field\":\"dry_run\"");
        assertRefused(replayed, "was already recorded by a replay");
        assertThat(redis().exists(PostbackStream.STREAM)).isZero();
    }

    private void assertRefused(long id, String why) {
        HttpResponse<String> answer = shop.post(POSTBACKS + "/" + id + "/replay", "");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(409);
        assertThat(answer.body()).contains("\"STATE_002\"", why);
    }

    @Test
    void are_not_replayed_while_the_edges_have_enough_to_do() {
        long kept = rejected(true, PROVEN);
        redis().eval(
                        "for i = 1, 10000 do redis.call('XADD', KEYS[1], '*', 'k', 'k', 'r', 'r') end",
                        ScriptOutputType.STATUS,
                        PostbackStream.STREAM);

        HttpResponse<String> answer = shop.post(POSTBACKS + "/" + kept + "/replay", "");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("30");
        assertThat(redis().exists(PostbackStream.WAITING)).isZero();
    }

    @Test
    void are_nobody_elses() {
        long kept = rejected(true, PROVEN);
        SignedIn other = api.signedIn(Role.ADVERTISER);

        assertThat(other.get(POSTBACKS).body()).contains("\"postbacks\":[]");
        assertThat(other.get(POSTBACKS + "/" + kept).statusCode()).isEqualTo(404);
        assertThat(other.post(POSTBACKS + "/" + kept + "/replay", "").statusCode()).isEqualTo(404);
        assertThat(redis().exists(PostbackStream.STREAM)).isZero();
    }

    @Test
    void of_test_credentials_are_listed_without_reaching_money() {
        long link =
                api.sql(
                        """
                        with o as (
                            insert into offers (advertiser_id, title, destination_url, payout,
                                                currency, status)
                            values (%d, 'Offer', 'https://shop.example.com/', 5, 'USD', 'active')
                            returning id, advertiser_id)
                        insert into user_offers (promoter_id, offer_id, advertiser_id)
                        select %d, id, advertiser_id from o returning id
                        """
                                .formatted(shop.account(), api.signedIn(Role.PROMOTER).account()));
        api.sql(
                """
                insert into test_conversions (advertiser_id, transaction_id, link_id, offer_id,
                                              promoter_id, status, amount, currency, commission,
                                              commission_currency)
                select advertiser_id, 'try-' || n, id, offer_id, promoter_id, 'approved', 100, 'USD',
                       5, 'JPY'
                  from user_offers, generate_series(1, 2) n where id = %d
                """
                        .formatted(link));

        HttpResponse<String> page = shop.get("/api/advertiser/test-conversions?limit=1");
        HttpResponse<String> rest =
                shop.get(
                        "/api/advertiser/test-conversions?cursor="
                                + RunningApi.member(page, "next_cursor"));

        assertThat(page.body())
                .contains("\"try-2\"", "\"amount\":100.00", "\"commission\":5,")
                .doesNotContain("try-1");
        assertThat(rest.body()).contains("\"try-1\"", "\"next_cursor\":null");
        assertThat(api.signedIn(Role.ADVERTISER).get("/api/advertiser/test-conversions").body())
                .contains("\"test_conversions\":[]");
    }

    @Test
    void are_shown_also_when_nobody_can_sign_their_click_any_more() {
        ClickId click = ClickId.of(1_750_000_000_000L, new LinkId(7), 9, 1, 1);
        api.sql(
                """
                insert into received_postbacks (advertiser_id, outcome, reason, click_id,
                                                transaction_id, proven, parameters)
                values (%d, 'duplicate', 'It is there.', '%s', 'old-key', true, '{}')
                """
                        .formatted(shop.account(), click.uuid()));

        assertThat(shop.get(POSTBACKS).body())
                .contains("\"click_id\":\"" + click.uuid() + "\"", "\"old-key\"");
    }
}
