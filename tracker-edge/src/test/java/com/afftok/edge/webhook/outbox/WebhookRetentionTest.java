package com.afftok.edge.webhook.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.webhook.outbox.CountBacklog.Backlog;
import com.afftok.edge.webhook.outbox.WebhookRetention.ForgetEvents;
import com.afftok.edge.webhook.outbox.WebhookRetention.GiveUpDeliveries;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookRetentionTest {

    private static final String EVENTS =
            "select payload ->> 'transaction_id' from outbox order by id";

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
        sending.execute("update webhook_deliveries set give_up_at = now()");
        sending.execute(
                "update webhook_deliveries set give_up_at = now() + interval '1 hour' where id ="
                        + " (select max(id) from webhook_deliveries)");
        GiveUpDeliveries giveUp = new GiveUpDeliveries(sending.pool());

        assertThat(Sending.await(giveUp.execute(1))).isEqualTo(1);
        assertThat(Sending.await(giveUp.execute(10))).isEqualTo(1);
        assertThat(Sending.await(giveUp.execute(10))).isZero();
        assertThat(sending.texts("select status from webhook_deliveries order by id"))
                .containsExactly("failed", "failed", "pending");
    }

    @Test
    void forgets_what_is_old_and_done_with_in_bites() {
        dispatch();
        sending.happen(2, 1);
        sending.execute("update outbox set created_at = now() - interval '31 days'");
        sending.execute(
                "update outbox set created_at = now() where payload ->> 'transaction_id' = 'T-3'");
        ForgetEvents forget = new ForgetEvents(sending.pool(), Duration.ofDays(30));

        assertThat(Sending.await(forget.execute(1))).isEqualTo(1);
        assertThat(Sending.await(forget.execute(10))).isEqualTo(1);
        assertThat(Sending.await(forget.execute(10))).isZero();

        // the last one is old, but nobody was told of it yet
        assertThat(sending.texts(EVENTS)).containsExactly("T-3", "T-1");
        assertThat(sending.text("select count(*) from webhook_deliveries")).isEqualTo("1");
    }

    @Test
    void forgets_clicks_earlier() {
        dispatch();
        sending.execute("update outbox set created_at = now() - interval '3 days'");
        sending.execute(
                "update outbox set event = 'click' where payload ->> 'transaction_id' = 'T-2'");

        assertThat(Sending.await(new ForgetEvents(sending.pool(), Duration.ofDays(30)).execute(10)))
                .isEqualTo(1);
        assertThat(sending.texts(EVENTS)).containsExactly("T-1", "T-3");
    }

    @Test
    void counts_what_waits() {
        CountBacklog count = new CountBacklog(sending.pool(), 2);
        assertThat(Sending.await(count.execute())).isEqualTo(Backlog.NONE);

        dispatch();
        sending.execute("update webhook_deliveries set created_at = now() - interval '1 minute'");
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

    private static void dispatch() {
        assertThat(Sending.await(new DispatchEvents(sending.pool(), 100).execute(100)))
                .isEqualTo(3);
    }
}
