package com.afftok.edge.webhook.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.webhook.delivery.Attempt;
import com.afftok.edge.webhook.delivery.Delivery;
import com.afftok.edge.webhook.delivery.Pace;
import io.vertx.sqlclient.Pool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordAttemptsTest {

    private Sending sending;

    @BeforeEach
    void start() {
        sending = new Sending();
        sending.begin();
    }

    @AfterEach
    void stop() {
        sending.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_was_taken_twice_is_delivered_if_one_attempt_was(boolean firstDelivered) {
        Pool pool = sending.pool();
        TakeDeliveries take = new TakeDeliveries(pool, Duration.ZERO);
        Map<Long, Integer> one = Map.of(sending.webhook(1, "https://shop.example.com/"), 1);
        sending.happen(2, 1);
        Sending.await(new DispatchEvents(pool, 1000).execute(10));
        Delivery first = Sending.await(take.execute(one)).getFirst();
        Delivery second = Sending.await(take.execute(one)).getFirst();

        Sending.await(
                new RecordAttempts(pool, Pace.USUAL)
                        .execute(
                                List.of(
                                        attempt(first, firstDelivered),
                                        attempt(second, !firstDelivered))));

        assertThat(sending.texts("select status from webhook_deliveries"))
                .containsExactly("delivered");
        assertThat(sending.text("select count(*) from waiting_deliveries")).isEqualTo("0");
        assertThat(sending.text("select count(*) from webhook_attempts")).isEqualTo("2");
    }

    private static Attempt attempt(Delivery delivery, boolean delivered) {
        return new Attempt(
                delivery,
                Duration.ofMillis(5),
                new Attempt.Outcome.Answered(delivered ? 200 : 500, "", 0),
                delivered
                        ? new Attempt.NextStep.Delivered()
                        : new Attempt.NextStep.Failed(Duration.ofSeconds(5), Duration.ZERO, true));
    }
}
