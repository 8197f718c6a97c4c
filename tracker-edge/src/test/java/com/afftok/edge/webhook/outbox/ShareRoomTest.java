package com.afftok.edge.webhook.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.webhook.outbox.SelectReceivers.DueReceiver;
import com.afftok.shared.webhook.AllowedReceivers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShareRoomTest {

    private final OpenAttempts inFlight = new OpenAttempts();
    private final List<DueReceiver> due = new ArrayList<>();

    @Test
    void one_webhook_gets_its_bound() {
        due(1, 1);

        assertThat(share(100, 4)).containsExactly(Map.entry(1L, 4));
    }

    @Test
    void what_is_under_way_counts() {
        due(1, 1);
        busy(1, 1, 3);

        assertThat(share(100, 4)).containsExactly(Map.entry(1L, 1));
    }

    @Test
    void everyone_gets_one_before_anyone_gets_two() {
        for (int webhook = 1; webhook <= 10; webhook++) {
            due(webhook, webhook);
        }

        assertThat(share(12, 4)).hasSize(10).allSatisfy((_, share) -> assertThat(share).isOne());
    }

    @Test
    void slow_ones_leave_half_of_the_room_to_those_with_nothing_under_way() {
        for (int slow = 1; slow <= 5; slow++) {
            due(slow, slow);
            busy(slow, slow, 2);
        }
        due(100, 100);

        assertThat(share(20, 16)).containsExactly(Map.entry(100L, 1));
    }

    @Test
    void a_user_gets_no_more_by_having_many_webhooks() {
        for (int webhook = 1; webhook <= 100; webhook++) {
            due(webhook, 1);
        }
        due(200, 2);

        Map<Long, Integer> shares = share(100, 4);

        assertThat(shares).hasSize(9).containsEntry(200L, 4);
    }

    @Test
    void one_that_fails_is_tried_one_at_a_time() {
        due.add(new DueReceiver(1, 1, true));
        due.add(new DueReceiver(2, 2, true));
        busy(2, 2, 1);

        assertThat(share(100, 4)).containsExactly(Map.entry(1L, 1));
    }

    @Test
    void room_that_is_taken_is_not_given() {
        due(1, 1);
        busy(2, 2, 4);

        assertThat(share(4, 4)).isEmpty();
    }

    private void due(long webhook, long account) {
        due.add(new DueReceiver(webhook, account, false));
    }

    private void busy(long webhook, long account, int attempts) {
        for (int i = 0; i < attempts; i++) {
            inFlight.add(webhook, account);
        }
    }

    private Map<Long, Integer> share(int inFlightAtOnce, int ofOne) {
        WebhookSettings bounds =
                new WebhookSettings(
                        AllowedReceivers.PUBLIC,
                        Duration.ofSeconds(1),
                        inFlightAtOnce,
                        ofOne,
                        1,
                        Duration.ofDays(30));
        return ShareRoom.of(due, inFlight, bounds);
    }
}
