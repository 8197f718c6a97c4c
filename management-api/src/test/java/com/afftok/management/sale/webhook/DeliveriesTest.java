package com.afftok.management.sale.webhook;

import static com.afftok.management.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.OpenTransaction;
import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeliveriesTest {

    private final RunningApi api = RunningApi.shared();
    private final SignedIn promoter = api.signedIn(Role.PROMOTER);
    private long webhook;
    private String path = "";

    @BeforeEach
    void have_a_webhook() {
        webhook =
                Long.parseLong(
                        RunningApi.member(
                                promoter.post(
                                        "/api/webhooks",
                                        """
                                        {"url":"https://a.example.com/","events":["conversion.created"]}\
                                        """),
                                "id"));
        path = "/api/webhooks/" + webhook;
    }

    /// A delivery that was tried twice, and answered the second time.
    private long delivered() {
        return api.sql(
                """
                with delivery as (
                    insert into ended_deliveries (webhook_id, id, event, status, attempts, give_up_at, created_at)
                    values (%d, nextval(pg_get_serial_sequence('waiting_deliveries', 'id')),
                            'conversion.created', 'delivered', 2, now(), now())
                    returning *
                ), attempts as (
                    insert into webhook_attempts (delivery_id, event, delivery_created_at, attempt, duration_ms,
                                                  status_code, response, error)
                    select id, event, created_at, a.*
                      from delivery,
                           (values (1, 15000, null, null, 'no answer in time'),
                                   (2, 12, 200, 'thanks', null)) as a
                )
                select id from delivery
                """
                        .formatted(webhook));
    }

    @Test
    void are_listed_newest_first_with_each_attempt() {
        long first = delivered();
        long second = delivered();

        HttpResponse<String> page = promoter.get(path + "/deliveries?limit=1");
        HttpResponse<String> rest =
                promoter.get(path + "/deliveries?cursor=" + RunningApi.member(page, "next_cursor"));
        HttpResponse<String> one = promoter.get(path + "/deliveries/" + first);

        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body())
                .contains(
                        "\"id\":" + second,
                        "\"message_id\":\"msg_" + second + "\"",
                        "\"event\":\"conversion.created\"",
                        "\"status\":\"delivered\"")
                .containsSubsequence(
                        "\"attempt\":1",
                        "\"duration_ms\":15000,\"status_code\":null",
                        "\"error\":\"no answer in time\"",
                        "\"attempt\":2",
                        "\"status_code\":200,\"response\":\"thanks\"");
        assertThat(rest.body()).contains("\"id\":" + first, "\"next_cursor\":null");
        assertThat(one.body()).contains("\"id\":" + first, "thanks");
    }

    @Test
    void are_found_by_their_status() {
        long delivered = delivered();
        long pending =
                Long.parseLong(RunningApi.member(promoter.post(path + "/test", ""), "delivery_id"));

        assertThat(promoter.get(path + "/deliveries?status=pending").body())
                .contains("\"id\":" + pending, "\"finished_at\":null")
                .doesNotContain("\"id\":" + delivered);
        assertThat(promoter.get(path + "/deliveries?status=delivered").body())
                .contains("\"id\":" + delivered, "\"next_attempt_at\":null", "thanks")
                .doesNotContain("\"id\":" + pending);
        assertThat(promoter.get(path + "/deliveries?status=failed").body())
                .contains("\"deliveries\":[]");
        assertThat(promoter.get(path + "/deliveries").body())
                .containsSubsequence("\"id\":" + pending, "\"id\":" + delivered);
    }

    @ParameterizedTest
    @ValueSource(strings = {"status=lost", "limit=1000", "cursor=0"})
    void are_not_looked_for_by_what_makes_no_sense(String filter) {
        HttpResponse<String> answer = promoter.get(path + "/deliveries?" + filter);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body())
                .contains("\"field\":\"" + filter.substring(0, filter.indexOf('=')) + "\"");
    }

    @Test
    void of_tests_are_made_at_the_press_of_a_button_for_the_edge_to_send() {
        api.sql(
                """
                update webhooks set resting_until = now() + interval '1 hour', consecutive_failures = 5
                 where id = %d
                """
                        .formatted(webhook));

        HttpResponse<String> asked = promoter.post(path + "/test", "");
        HttpResponse<String> again = promoter.post(path + "/test", "");

        assertThat(asked.statusCode()).as(asked.body()).isEqualTo(202);
        String delivery = RunningApi.member(asked, "delivery_id");
        assertThat(promoter.get(path + "/deliveries/" + delivery).body())
                .contains("\"event\":\"test\"", "\"status\":\"pending\"", "\"attempts\":[]");
        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("\"STATE_002\"", "\"field\":\"test\"");
        assertThat(promoter.get(path).body()).contains("\"resting_until\":null");
        assertThat(
                        api.sql(
                                """
                                select count(*) from waiting_deliveries
                                 where id = %s and payload ->> 'test' = 'true'
                                   and give_up_at < now() + interval '2 minutes'
                                """
                                        .formatted(delivery)))
                .isEqualTo(1);
    }

    @Test
    void of_a_test_is_not_made_while_another_one_is_being_made() throws Exception {
        HttpResponse<String> asked;

        try (OpenTransaction other = new OpenTransaction(api)) {
            other.execute(
                    """
                    select pg_advisory_xact_lock(hashtextextended('webhooks', %d));
                    select test_webhook(%d, '{}');
                    """
                            .formatted(promoter.account(), webhook));
            CompletableFuture<HttpResponse<String>> asking =
                    CompletableFuture.supplyAsync(() -> promoter.post(path + "/test", ""));
            eventually("it waits", () -> other.isWaitedFor() || asking.isDone());
            other.commit();
            asked = asking.join();
        }

        assertThat(asked.statusCode()).isEqualTo(409);
        assertThat(asked.body()).contains("\"STATE_002\"", "\"field\":\"test\"");
    }

    @Test
    void of_tests_are_not_made_while_the_webhook_is_paused() {
        promoter.patch(path, "{\"version\":0,\"status\":\"paused\"}");

        HttpResponse<String> asked = promoter.post(path + "/test", "");

        assertThat(asked.statusCode()).isEqualTo(409);
        assertThat(asked.body()).contains("\"STATE_002\"", "\"field\":\"status\"");
    }

    @Test
    void are_nobody_elses() {
        long delivery = delivered();
        SignedIn other = api.signedIn(Role.PROMOTER);
        String othersWebhook =
                RunningApi.member(
                        other.post(
                                "/api/webhooks",
                                "{\"url\":\"https://b.example.com/\",\"events\":[\"click\"]}"),
                        "id");

        assertThat(other.get(path + "/deliveries/" + delivery).statusCode()).isEqualTo(404);
        assertThat(
                        other.get("/api/webhooks/" + othersWebhook + "/deliveries/" + delivery)
                                .statusCode())
                .isEqualTo(404);
    }
}
