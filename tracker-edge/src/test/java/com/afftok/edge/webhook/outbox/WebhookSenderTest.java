package com.afftok.edge.webhook.outbox;

import static com.afftok.edge.webhook.outbox.RealReceiver.answering;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.Eventually;
import com.afftok.edge.webhook.delivery.Pace;
import com.afftok.edge.webhook.delivery.VerifySignature;
import com.afftok.edge.webhook.outbox.RealReceiver.Received;
import com.afftok.edge.webhook.outbox.WebhookRetention.GiveUpDeliveries;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// From the outbox in a real PostgreSQL to real receivers.
class WebhookSenderTest {

    private static final String STATES = "select status from webhook_deliveries order by id";

    private static Sending sending;
    private RealReceiver receiver;

    @BeforeAll
    static void start() {
        sending = new Sending();
    }

    @AfterAll
    static void stop() {
        sending.close();
    }

    @BeforeEach
    void nothing_has_happened() {
        sending.begin();
        receiver = new RealReceiver(sending.vertx(), "127.0.0.1");
    }

    @Test
    void an_event_is_delivered_signed_and_recorded() {
        sending.webhook(1, receiver.url("/in?key=x"));
        sending.happen(2, 1);

        sending.edge();
        receiver.awaits(1);

        Received event = receiver.first();
        assertThat(event.method()).isEqualTo("POST");
        assertThat(event.uri()).isEqualTo("/in?key=x");
        assertThat(event.header("host")).isEqualTo("127.0.0.1:" + receiver.port());
        assertThat(event.header("content-type")).isEqualTo("application/json");
        assertThat(verified(event)).isTrue();
        assertThat(Long.parseLong(event.header("webhook-timestamp")))
                .isBetween(
                        Instant.now().minusSeconds(60).getEpochSecond(),
                        Instant.now().getEpochSecond());
        String body = new String(event.body(), StandardCharsets.UTF_8);
        assertThat(body).contains("\"amount\": 12.50");
        assertThat(new JsonObject(body).getString("type")).isEqualTo("conversion.created");
        assertThat(Instant.parse(new JsonObject(body).getString("timestamp"))).isNotNull();
        assertThat(new JsonObject(body).getJsonObject("data").getString("transaction_id"))
                .isEqualTo("T-1");
        Eventually.equal(List.of("delivered"), () -> sending.texts(STATES));
        assertThat(
                        sending.texts(
                                "select concat_ws(' ', attempt, status_code, response, error) from"
                                        + " webhook_attempts"))
                .containsExactly("1 200 answer 200");
    }

    @Test
    void the_secret_of_before_signs_beside_the_new_one_until_its_time_is_over() {
        String before = "whsec_" + "b".repeat(43) + "=";
        RealReceiver late = new RealReceiver(sending.vertx(), "127.0.0.1");
        sending.previousSecret(sending.webhook(1, receiver.url("/in")), 1, before, "24 hours");
        sending.previousSecret(sending.webhook(1, late.url("/in")), 1, before, "-1 second");
        sending.happen(2, 1);

        sending.edge();
        receiver.awaits(1);
        late.awaits(1);

        assertThat(receiver.first().header("webhook-signature"))
                .matches("v1,[A-Za-z0-9+/]{43}= v1,[A-Za-z0-9+/]{43}=");
        assertThat(verified(receiver.first())).isTrue();
        assertThat(verified(receiver.first(), before)).isTrue();
        assertThat(verified(late.first())).isTrue();
        assertThat(verified(late.first(), before)).isFalse();
    }

    @Test
    void a_test_goes_signed_to_the_one_webhook_that_is_tried_out() {
        RealReceiver another = new RealReceiver(sending.vertx(), "127.0.0.1");
        sending.webhook(1, another.url("/"));
        long webhook = sending.webhook(1, receiver.url("/in"));
        sending.happen(2, 1);
        String test = "select test_webhook(%d, '{\"test\": true}')".formatted(webhook);

        String delivery = sending.text(test);
        String meanwhile = sending.text(test);
        sending.edge();
        receiver.awaits(2);

        assertThat(meanwhile).isEqualTo("null");
        Received event =
                receiver.received().stream()
                        .filter(each -> each.id().equals("msg_" + delivery))
                        .findAny()
                        .orElseThrow();
        assertThat(verified(event)).isTrue();
        JsonObject body = new JsonObject(new String(event.body(), StandardCharsets.UTF_8));
        assertThat(body.getString("type")).isEqualTo("test");
        assertThat(body.getJsonObject("data")).isEqualTo(new JsonObject().put("test", true));
        another.awaits(1);
        Eventually.equal(
                List.of("delivered", "delivered", "delivered"), () -> sending.texts(STATES));
        assertThat(another.received()).hasSize(1);
        assertThat(sending.text(test)).isNotEqualTo("null");
    }

    @Test
    void an_event_goes_to_those_who_asked_for_it() {
        RealReceiver promoter = new RealReceiver(sending.vertx(), "127.0.0.1");
        RealReceiver nobody = new RealReceiver(sending.vertx(), "127.0.0.1");
        sending.webhook(1, receiver.url("/advertiser"));
        sending.webhook(2, promoter.url("/promoter"));
        sending.webhook(3, nobody.url("/other-promoter"));
        sending.webhook("webhook", 1, nobody.url("/other-event"), "conversion.approved");
        long other = sending.webhook(1, nobody.url("/other-offer"));
        long archived = sending.webhook(1, nobody.url("/archived"));
        sending.execute("update webhooks set offer_id = 2 where id = " + other);
        sending.execute("update webhooks set status = 'archived' where id = " + archived);
        sending.happen(2, 1);

        sending.edge();
        receiver.awaits(1);
        promoter.awaits(1);

        Eventually.equal(List.of("delivered", "delivered"), () -> sending.texts(STATES));
        assertThat(nobody.received()).isEmpty();
        assertThat(receiver.first().id()).isNotEqualTo(promoter.first().id());
    }

    @Test
    void a_template_is_asked_for_with_its_macros_replaced() {
        sending.webhook(
                "postback",
                2,
                receiver.url("/{transaction_id}/p?s={sub1}&a={amount}&p={payout}&u={nothing}"),
                "conversion.created");
        sending.happen(2, 1);

        sending.edge();
        receiver.awaits(1);

        assertThat(receiver.first().method()).isEqualTo("GET");
        assertThat(receiver.first().uri()).isEqualTo("/T-1/p?s=a%20b%26c&a=12.50&p=1.25&u=");
        assertThat(receiver.first().id()).startsWith("msg_");
    }

    @Test
    void a_failed_attempt_is_repeated_with_the_same_id_and_a_new_signature() {
        Queue<Integer> answers = new ConcurrentLinkedQueue<>(List.of(500, 302));
        receiver.answers(request -> {
            Integer status = answers.poll();
            if (status == null) {
                answering(200).accept(request);
            } else {
                request.response()
                        .setStatusCode(status)
                        .putHeader("location", receiver.url("/elsewhere"))
                        .end("no");
            }
        });
        sending.webhook(1, receiver.url("/in"));
        sending.happen(2, 1);

        // more than a second apart, so that the timestamps differ
        sending.edge(
                new Pace(
                        Duration.ofMillis(20),
                        Duration.ofSeconds(30),
                        List.of(Duration.ofMillis(1300)),
                        Duration.ofMillis(1),
                        Duration.ofMillis(5)),
                Duration.ofSeconds(10),
                "127.0.0.1",
                Sending.names("127.0.0.1"));
        receiver.awaits(3);

        Eventually.equal(List.of("delivered"), () -> sending.texts(STATES));
        assertThat(receiver.ids()).hasSize(3).containsOnly(receiver.first().id());
        assertThat(receiver.received()).allMatch(WebhookSenderTest::verified);
        assertThat(receiver.received()).extracting(Received::uri).containsOnly("/in");
        assertThat(receiver.received())
                .extracting(event -> event.header("webhook-timestamp"))
                .doesNotHaveDuplicates();
        assertThat(
                        sending.texts(
                                "select attempt || ' ' || status_code from webhook_attempts order"
                                        + " by 1"))
                .containsExactly("1 500", "2 302", "3 200");
        assertThat(sending.text("select consecutive_failures from webhooks")).isEqualTo("0");
    }

    @Test
    void a_slow_receiver_does_not_delay_another() {
        RealReceiver slow = new RealReceiver(sending.vertx(), "127.0.0.1");
        Queue<HttpServerRequest> open = new ConcurrentLinkedQueue<>();
        slow.answers(open::add);
        sending.webhook(3, slow.url("/slow"));
        sending.webhook(2, receiver.url("/fast"));
        sending.happen(3, 200);
        sending.happen(2, 100);

        sending.edge();
        receiver.awaits(100);

        assertThat(open).hasSizeBetween(1, 8);
        assertThat(receiver.ids()).hasSize(100).doesNotHaveDuplicates();
        Eventually.equal(
                "100",
                () ->
                        sending.text(
                                "select count(*) from webhook_deliveries where status ="
                                        + " 'delivered'"));
    }

    @Test
    void a_name_is_asked_once_and_what_it_said_then_is_connected_to() {
        RealReceiver inside = new RealReceiver(sending.vertx(), "127.0.0.2");
        AtomicInteger asked = new AtomicInteger();
        sending.webhook(1, "http://rebinding.invalid:" + receiver.port() + "/in");
        sending.happen(2, 1);

        // the first answer may be sent to, every later one leads inside
        sending.edge(
                Sending.HURRY,
                Duration.ofSeconds(10),
                "127.0.0.1/32",
                _ ->
                        Sending.names(asked.incrementAndGet() == 1 ? "127.0.0.1" : "127.0.0.2")
                                .apply(""));
        receiver.awaits(1);

        Eventually.equal(List.of("delivered"), () -> sending.texts(STATES));
        assertThat(asked).hasValue(1);
        assertThat(inside.received()).isEmpty();
        assertThat(receiver.first().header("host"))
                .isEqualTo("rebinding.invalid:" + receiver.port());
    }

    @Test
    void what_an_edge_sent_and_could_not_record_is_sent_again_under_the_same_id() {
        Queue<HttpServerRequest> open = new ConcurrentLinkedQueue<>();
        receiver.answers(open::add);
        sending.webhook(1, receiver.url("/in"));
        sending.happen(2, 1);
        Pace shortLease =
                new Pace(
                        Duration.ofMillis(20),
                        Duration.ofMillis(1),
                        List.of(Duration.ofMillis(30)),
                        Duration.ofMillis(1),
                        Duration.ofMillis(5));
        Sending.Edge dying =
                sending.edge(
                        shortLease, Duration.ofSeconds(2), "127.0.0.1", Sending.names("127.0.0.1"));
        receiver.awaits(1);

        dying.loseDatabase();
        receiver.answers(answering(200));
        open.forEach(answering(200));
        sending.edge();
        receiver.awaits(2);

        assertThat(receiver.ids()).hasSize(2).containsOnly(receiver.first().id());
        Eventually.equal(List.of("delivered"), () -> sending.texts(STATES));
        assertThat(sending.texts("select attempt from webhook_attempts")).containsExactly("2");
    }

    @Test
    void what_arrives_after_it_was_given_up_is_delivered() {
        Queue<HttpServerRequest> open = sentAndUnanswered();

        sending.execute("update waiting_deliveries set give_up_at = now()");
        Sending.await(new GiveUpDeliveries(sending.pool()).execute(1));
        assertThat(sending.texts(STATES)).containsExactly("failed");
        open.forEach(answering(200));

        Eventually.equal(List.of("delivered"), () -> sending.texts(STATES));
        assertThat(sending.texts("select attempt from webhook_attempts")).containsExactly("1");
    }

    @Test
    void what_is_given_up_while_its_success_is_recorded_is_delivered() {
        Queue<HttpServerRequest> open = sentAndUnanswered();

        sending.execute("update waiting_deliveries set give_up_at = now()");
        SqlConnection connection = Sending.await(sending.pool().getConnection());
        Transaction givenUp = Sending.await(connection.begin());
        Sending.await(new GiveUpDeliveries(connection).execute(1));
        open.forEach(answering(200));
        Eventually.equal(
                "1", () -> sending.text("select count(*) from pg_locks where not granted"));
        Sending.await(givenUp.commit());
        Sending.await(connection.close());

        Eventually.equal(List.of("delivered"), () -> sending.texts(STATES));
    }

    private Queue<HttpServerRequest> sentAndUnanswered() {
        Queue<HttpServerRequest> open = new ConcurrentLinkedQueue<>();
        receiver.answers(open::add);
        sending.webhook(1, receiver.url("/in"));
        sending.happen(2, 1);
        sending.edge();
        receiver.awaits(1);
        return open;
    }

    @Test
    void two_edges_share_the_work_and_send_nothing_twice() {
        sending.webhook(1, receiver.url("/in"));
        sending.webhook(2, receiver.url("/in"));
        sending.happen(2, 500);

        Sending.Edge one = sending.edge();
        Sending.Edge two = sending.edge();
        receiver.awaits(1000);

        Eventually.equal(
                List.of("delivered"),
                () -> sending.texts("select distinct status from webhook_deliveries"));
        assertThat(receiver.ids()).hasSize(1000).doesNotHaveDuplicates();
        assertThat(delivered(one) + delivered(two)).isEqualTo(1000);
    }

    @Test
    void a_stop_records_what_ends_in_time_and_gives_back_the_rest() {
        Queue<HttpServerRequest> open = new ConcurrentLinkedQueue<>();
        receiver.answers(open::add);
        sending.webhook(1, receiver.url("/in"));
        sending.happen(2, 2);
        Sending.Edge edge = sending.edge();
        receiver.awaits(2);

        answering(200).accept(open.remove());
        edge.stop();

        assertThat(
                        sending.texts(
                                "select status || ' ' || attempts || ' ' ||"
                                        + " coalesce(next_attempt_at <= now(), false) from"
                                        + " webhook_deliveries order by 1"))
                .containsExactly("delivered 1 false", "pending 0 true");
    }

    private static double delivered(Sending.Edge edge) {
        return edge.registry()
                .get("afftok_webhook_attempts")
                .tag("outcome", "delivered")
                .counter()
                .count();
    }

    private static boolean verified(Received event) {
        return verified(event, Sending.SECRET);
    }

    private static boolean verified(Received event, String secret) {
        return VerifySignature.verify(
                secret,
                event.id(),
                event.header("webhook-timestamp"),
                event.header("webhook-signature"),
                event.body());
    }
}
