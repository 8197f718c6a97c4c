package com.afftok.edge.webhook.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.webhook.delivery.Delivery;
import com.afftok.edge.webhook.outbox.WebhookRetention.CountBacklog;
import com.afftok.edge.webhook.outbox.WebhookRetention.CountBacklog.Backlog;
import com.afftok.edge.webhook.outbox.WebhookRetention.GiveUpDeliveries;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookRetentionTest {

    private static Sending sending;

    @BeforeAll
    static void start() {
        sending = new Sending();
    }

    @AfterAll
    static void stop() {
        sending.close();
    }

    @BeforeEach
    void three_events_for_one_webhook() {
        sending.begin();
        sending.webhook(1, "https://shop.example.com/");
        sending.happen(2, 3);
    }

    @Test
    void gives_up_what_is_over_in_bites() {
        dispatch();
        sending.execute("update waiting_deliveries set give_up_at = now()");
        sending.execute(
                "update waiting_deliveries set give_up_at = now() + interval '1 hour' where id ="
                        + " (select max(id) from waiting_deliveries)");
        GiveUpDeliveries giveUp = new GiveUpDeliveries(sending.pool());

        assertThat(Sending.await(giveUp.execute(1))).isEqualTo(1);
        assertThat(Sending.await(giveUp.execute(10))).isEqualTo(1);
        assertThat(Sending.await(giveUp.execute(10))).isZero();
        assertThat(sending.texts("select status from webhook_deliveries order by id"))
                .containsExactly("failed", "failed", "pending");
    }

    @Test
    void counts_what_waits() {
        CountBacklog count = new CountBacklog(sending.pool(), 2);
        assertThat(Sending.await(count.execute())).isEqualTo(Backlog.NONE);

        dispatch();
        sending.execute("update waiting_deliveries set created_at = now() - interval '1 minute'");
        sending.webhook("webhook", 2, "https://anna.example.com/", "click");
        long paused = sending.webhook(3, "https://bill.example.com/");
        sending.execute(
                "update webhooks set status = 'paused', paused_at = now() where id = " + paused);
        Backlog backlog = Sending.await(count.execute());

        assertThat(backlog.waiting()).isEqualTo(3);
        assertThat(backlog.oldestSeconds()).isBetween(60.0, 120.0);
        assertThat(backlog.paused()).isEqualTo(1);
        assertThat(backlog.full()).isZero();

        sending.execute("update webhooks set events = '{click}' where account_id = 1");
        assertThat(Sending.await(count.execute()).full()).isEqualTo(1);
    }

    @Test
    void events_of_several_edges_are_dispatched_once() {
        DispatchEvents dispatch = new DispatchEvents(sending.pool(), 100);

        List<Integer> taken =
                List.of(dispatch.execute(2), dispatch.execute(2), dispatch.execute(2)).stream()
                        .map(Sending::await)
                        .toList();

        assertThat(taken.stream().mapToInt(Integer::intValue).sum()).isLessThanOrEqualTo(3);
        Sending.await(dispatch.execute(10));
        assertThat(sending.text("select count(*) from webhook_deliveries")).isEqualTo("3");
    }

    @Test
    void what_waits_is_found_taken_and_counted_without_the_history() {
        DispatchEvents dispatch = new DispatchEvents(sending.pool(), 100);
        SelectReceivers select = new SelectReceivers(sending.pool());
        TakeDeliveries take = new TakeDeliveries(sending.pool(), Duration.ofSeconds(1));
        CountBacklog count = new CountBacklog(sending.pool(), 2);
        long webhook = Long.parseLong(sending.text("select id from webhooks"));

        List<Delivery> taken =
                Sending.await(
                        sending.pool()
                                .withTransaction(history ->
                                        history.query(
                                                        "lock table ended_deliveries, webhook_attempts"
                                                                + " in access exclusive mode")
                                                .execute()
                                                .compose(_ -> dispatch.execute(100))
                                                .compose(_ -> select.execute(List.of(), List.of()))
                                                .compose(_ -> count.execute())
                                                .compose(_ -> take.execute(Map.of(webhook, 3)))));

        assertThat(taken).hasSize(3);
    }

    private static void dispatch() {
        assertThat(Sending.await(new DispatchEvents(sending.pool(), 100).execute(100)))
                .isEqualTo(3);
    }
}
