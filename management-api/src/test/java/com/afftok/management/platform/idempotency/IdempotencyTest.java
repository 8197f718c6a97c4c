package com.afftok.management.platform.idempotency;

import static com.afftok.management.RunningApi.member;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IdempotencyTest {

    private static final String TEN = "{\"amount\":10}";

    private final RunningApi api = RunningApi.shared();
    private final SignedIn promoter = api.signedIn(Role.PROMOTER);

    @Test
    void a_request_that_is_sent_again_is_answered_again_and_not_done_again() {
        HttpResponse<String> first = send(promoter, "/once/orders", "a key", TEN);
        int done = OnceController.DONE.get();

        HttpResponse<String> again = send(promoter, "/once/orders", "a key", TEN);

        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.headers().firstValue("Idempotency-Replayed")).isEmpty();
        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.body()).isEqualTo(first.body());
        assertThat(again.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(again.headers().firstValue("Idempotency-Replayed")).hasValue("true");
        assertThat(OnceController.DONE).hasValue(done);
    }

    @Test
    void a_refusal_is_repeated_as_well() {
        send(promoter, "/once/refused", "key", "{}");
        int done = OnceController.DONE.get();

        HttpResponse<String> again = send(promoter, "/once/refused", "key", "{}");

        assertThat(again.statusCode()).isEqualTo(422);
        assertThat(again.body()).contains("\"PAYOUT_001\"");
        assertThat(OnceController.DONE).hasValue(done);
    }

    @Test
    void a_key_of_another_request_is_refused() {
        send(promoter, "/once/orders", "key", TEN);

        HttpResponse<String> other = send(promoter, "/once/orders", "key", "{\"amount\":11}");
        HttpResponse<String> elsewhere = send(promoter, "/once/refused", "key", TEN);

        assertThat(other.statusCode()).isEqualTo(409);
        assertThat(other.body()).contains("\"STATE_004\"");
        assertThat(elsewhere.body()).contains("\"STATE_004\"");
    }

    @Test
    void keys_of_different_callers_and_requests_without_one_have_nothing_to_do_with_each_other() {
        SignedIn another = api.signedIn(Role.FINANCE_ADMIN);
        HttpResponse<String> first = send(promoter, "/once/orders", "key", TEN);

        assertThat(send(another, "/once/orders", "key", TEN).body()).isNotEqualTo(first.body());
        assertThat(promoter.post("/once/orders", TEN).body()).isNotEqualTo(first.body());
        assertThat(send(promoter, "/once/any", "key", TEN).body()).doesNotContain("STATE_004");
    }

    @Test
    void of_many_at_once_one_is_done() throws InterruptedException, ExecutionException {
        int before = OnceController.DONE.get();
        List<HttpResponse<String>> answers = new ArrayList<>();
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> sent = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                sent.add(clients.submit(() -> send(promoter, "/once/orders", "at once", TEN)));
            }
            for (Future<HttpResponse<String>> one : sent) {
                answers.add(one.get());
            }
        }

        assertThat(OnceController.DONE).hasValue(before + 1);
        assertThat(answers)
                .extracting(HttpResponse::statusCode)
                .contains(201)
                .allMatch(status -> status == 201 || status == 409);
    }

    @Test
    void while_the_first_is_under_way_the_second_is_sent_away() throws Exception {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HttpResponse<String>> first =
                    clients.submit(() -> send(promoter, "/once/slow", "slow", TEN));
            OnceController.ENTERED.await();

            HttpResponse<String> second = send(promoter, "/once/slow", "slow", TEN);
            OnceController.RELEASED.countDown();

            assertThat(second.statusCode()).isEqualTo(409);
            assertThat(second.body()).contains("the request is still in progress");
            assertThat(second.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(first.get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void what_failed_on_our_side_may_be_tried_again() {
        assertThat(send(promoter, "/once/broken", "key", "{}").statusCode()).isEqualTo(500);
        int done = OnceController.DONE.get();

        assertThat(send(promoter, "/once/broken", "key", "{}").statusCode()).isEqualTo(500);

        assertThat(OnceController.DONE).hasValue(done + 1);
    }

    @Test
    void what_failed_after_its_work_was_done_is_not_done_again() {
        assertThat(send(promoter, "/once/half", "half", TEN).statusCode()).isEqualTo(500);
        int done = OnceController.DONE.get();

        HttpResponse<String> again = send(promoter, "/once/half", "half", TEN);

        assertThat(again.statusCode()).isEqualTo(409);
        assertThat(again.body()).contains("the request was executed, but its answer was lost");
        assertThat(OnceController.DONE).hasValue(done);
    }

    @Test
    void a_request_that_was_done_and_whose_answer_is_lost_is_not_done_again_for_a_day() {
        send(promoter, "/once/orders", "lost", TEN);
        lose("2 minutes", true);
        int done = OnceController.DONE.get();

        HttpResponse<String> soon = send(promoter, "/once/orders", "lost", TEN);
        lose("25 hours", true);
        HttpResponse<String> late = send(promoter, "/once/orders", "lost", TEN);

        assertThat(soon.statusCode()).isEqualTo(409);
        assertThat(soon.body()).contains("the request was executed, but its answer was lost");
        assertThat(late.statusCode()).isEqualTo(201);
        assertThat(OnceController.DONE).hasValue(done + 1);
    }

    @Test
    void a_request_that_was_lost_before_its_work_was_done_is_done_a_minute_later() {
        send(promoter, "/once/orders", "before", TEN);
        int done = OnceController.DONE.get();
        lose("30 seconds", false);

        HttpResponse<String> soon = send(promoter, "/once/orders", "before", TEN);
        lose("2 minutes", false);
        HttpResponse<String> other = send(promoter, "/once/orders", "before", "{\"amount\":11}");
        HttpResponse<String> later = send(promoter, "/once/orders", "before", TEN);

        assertThat(soon.body()).contains("the request is still in progress");
        assertThat(other.body()).contains("\"STATE_004\"");
        assertThat(later.statusCode()).isEqualTo(201);
        assertThat(OnceController.DONE).hasValue(done + 1);
    }

    @Test
    void a_request_whose_key_was_taken_meanwhile_writes_nothing() throws Exception {
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<HttpResponse<String>> first =
                    clients.submit(() -> send(promoter, "/once/overtaken", "over", TEN));
            OnceController.OVERTAKEN.await();
            lose("2 minutes", false);

            HttpResponse<String> second = send(promoter, "/once/overtaken", "over", TEN);

            assertThat(second.statusCode()).isEqualTo(200);
            assertThat(first.get().statusCode()).isEqualTo(500);
            assertThat(send(promoter, "/once/overtaken", "over", TEN).body())
                    .isEqualTo(second.body());
        }
    }

    @Test
    void an_endpoint_that_leaves_its_key_unused_is_a_bug_that_shows() {
        assertThat(send(promoter, "/once/apart", "apart", "{}").statusCode()).isEqualTo(500);
    }

    @Test
    void an_answer_that_is_too_long_to_keep_is_not_made_again() {
        assertThat(send(promoter, "/once/long", "long", "{}").statusCode()).isEqualTo(200);

        assertThat(send(promoter, "/once/long", "long", "{}").body())
                .contains("STATE_002", "too long to keep");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tab\there"})
    void a_key_that_is_none_is_400_with_the_field_named(String key) {
        HttpResponse<String> answer = send(promoter, "/once/orders", key, TEN);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"field\":\"Idempotency-Key\"");
    }

    @Test
    void a_key_that_is_too_long_is_400() {
        assertThat(send(promoter, "/once/orders", "k".repeat(200), TEN).statusCode())
                .isEqualTo(201);
        assertThat(send(promoter, "/once/orders", "k".repeat(201), TEN).statusCode())
                .isEqualTo(400);
    }

    @Test
    void about_money_a_member_that_nobody_knows_is_refused() {
        HttpResponse<String> answer =
                promoter.post("/once/orders", "{\"amount\":10,\"curency\":\"USD\"}");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("{\"field\":\"curency\",\"code\":\"unknown_member\",");
    }

    @Test
    void keys_older_than_a_day_are_deleted() {
        String number = member(send(promoter, "/once/orders", "old", TEN), "number");
        lose("25 hours", true);

        api.part(ForgetKeys.class).run();

        assertThat(number).isNotEmpty();
        assertThat(api.sql("select count(*) from idempotency_keys where owner = '" + owner() + "'"))
                .isZero();
    }

    /// Simulates a crash before or after the work was done.
    private void lose(String age, boolean used) {
        api.sql(
                "update idempotency_keys set status = null, body = null, used = %s, created_at = now()"
                                .formatted(used)
                        + " - interval '%s' where owner = '%s'".formatted(age, owner()));
    }

    private String owner() {
        return "user:%d:%d".formatted(promoter.id(), promoter.account());
    }

    private static HttpResponse<String> send(
            SignedIn sender, String path, String key, String json) {
        return sender.api()
                .send(
                        sender.request(path)
                                .header("Content-Type", "application/json")
                                .header("Idempotency-Key", key)
                                .POST(BodyPublishers.ofString(json)));
    }
}
