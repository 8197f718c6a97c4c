package com.afftok.edge.webhook.outbox;

import static com.afftok.edge.webhook.outbox.RealReceiver.answering;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.Eventually;
import com.afftok.edge.webhook.delivery.FindAddress.LookUpNames;
import com.afftok.edge.webhook.delivery.NotSent;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What becomes of deliveries to receivers that refuse, don't answer, or may not be sent to.
class FailingReceiversTest {

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
    void twenty_failures_in_a_row_pause_a_webhook_until_it_is_made_active() {
        receiver.answers(answering(500));
        long webhook = sending.webhook(1, receiver.url("/in"));
        sending.happen(2, 3);

        Sending.Edge edge = sending.edge();
        Eventually.equal("paused", () -> sending.text("select status from webhooks"));

        assertThat(sending.text("select count(*) from webhook_attempts")).isEqualTo("20");
        assertThat(receiver.received()).hasSize(20);
        assertThat(sending.texts(STATES)).containsOnly("pending");
        assertThat(
                        sending.text(
                                "select paused_at is not null and version = 1 and"
                                        + " consecutive_failures = 20 from webhooks"))
                .isEqualTo("true");

        sending.happen(2, 1);
        Eventually.equal("4", () -> sending.text("select count(*) from webhook_deliveries"));
        assertThat(receiver.received()).hasSize(20);

        receiver.answers(answering(204));
        sending.execute(
                "update webhooks set status = 'active', consecutive_failures = 0 where id = "
                        + webhook);
        Eventually.equal(
                List.of("delivered", "delivered", "delivered", "delivered"),
                () -> sending.texts(STATES));
        assertThat(receiver.ids().stream().distinct()).hasSize(4);
        edge.stop();
    }

    @Test
    void failures_are_counted_while_another_edge_records_deliveries_of_the_webhook() {
        receiver.answers(answering(500));
        sending.webhook(1, receiver.url("/in"));
        sending.happen(2, 1);
        SqlConnection other = Sending.await(sending.pool().getConnection());
        Transaction recording = Sending.await(other.begin());
        try {
            Sending.await(
                    other.query(
                                    """
                                    insert into ended_deliveries (
                                      webhook_id, id, event, status, attempts, give_up_at, created_at)
                                    select id, 9, 'conversion.created', 'delivered', 1, now(), now()
                                      from webhooks
                                    """)
                            .execute());

            sending.edge();

            Eventually.equal("paused", () -> sending.text("select status from webhooks"));
        } finally {
            Sending.await(recording.rollback());
            Sending.await(other.close());
        }
    }

    @Test
    void a_receiver_that_is_gone_is_paused_at_once() {
        receiver.answers(answering(410));
        sending.webhook(1, receiver.url("/in"));
        sending.happen(2, 1);

        sending.edge();

        Eventually.equal("paused", () -> sending.text("select status from webhooks"));
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void a_receiver_that_asks_for_rest_is_sent_nothing_meanwhile() {
        receiver.answers(request ->
                request.response().setStatusCode(429).putHeader("retry-after", "1800").end());
        sending.webhook(1, receiver.url("/in"));
        sending.happen(2, 1);

        sending.edge();
        Eventually.equal(
                "t",
                () ->
                        sending.text(
                                "select (resting_until > now() + interval '25"
                                        + " minutes')::text::char(1) from webhooks"));
        sending.happen(2, 5);
        Eventually.equal("6", () -> sending.text("select count(*) from webhook_deliveries"));

        assertThat(receiver.received()).hasSize(1);
        assertThat(
                        sending.text(
                                "select next_attempt_at > now() + interval '25 minutes' from"
                                        + " webhook_deliveries order by id"))
                .isEqualTo("true");
    }

    @Test
    void what_cannot_be_delivered_in_a_day_is_given_up() {
        receiver.answers(answering(500));
        sending.webhook(1, receiver.url("/in"));
        sending.happen(2, 2);
        sending.edge();
        receiver.awaits(1);

        sending.execute("update waiting_deliveries set give_up_at = now()");

        Eventually.equal(List.of("failed", "failed"), () -> sending.texts(STATES));
    }

    @Test
    void private_addresses_are_refused_and_said_to_be_so() {
        sending.webhook(1, receiver.url("/literal"));
        sending.webhook(1, "http://localhost:" + receiver.port() + "/name");
        sending.webhook(1, "http://2130706433:" + receiver.port() + "/number");
        sending.webhook(1, "http://[::1]:" + receiver.port() + "/six");
        sending.webhook(1, "http://169.254.169.254/latest/meta-data/");
        sending.happen(2, 1);

        sending.edge(
                Sending.HURRY,
                Duration.ofSeconds(10),
                "",
                new LookUpNames(sending.vertx())::addresses);

        Eventually.equal(
                "5",
                () -> sending.text("select count(distinct delivery_id) from webhook_attempts"));
        assertThat(sending.texts("select distinct error from webhook_attempts"))
                .containsExactly(NotSent.NOT_PUBLIC.text());
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void a_late_answer_counts_by_its_status_and_no_answer_is_said_to_be_none() {
        RealReceiver silent = new RealReceiver(sending.vertx(), "127.0.0.1");
        silent.answers(_ -> {});
        receiver.answers(request -> request.response().setChunked(true).write("it is coming"));
        sending.webhook(1, receiver.url("/drips"));
        sending.webhook(1, silent.url("/silent"));
        sending.happen(2, 1);

        sending.edge(Sending.HURRY, Duration.ofSeconds(1), "127.0.0.1", Sending.names("127.0.0.1"));

        Eventually.equal(
                List.of("200 it is coming", "no answer in time"),
                () ->
                        sending.texts(
                                """
                                select distinct concat_ws(' ', status_code, response, error)
                                  from webhook_attempts order by 1
                                """));
    }

    @Test
    void only_the_beginning_of_an_answer_is_kept() {
        receiver.answers(request -> request.response().end("\u0000\u0007ü".repeat(100_000)));
        sending.webhook(1, receiver.url("/in"));
        sending.happen(2, 1);

        sending.edge();

        Eventually.equal(List.of("delivered"), () -> sending.texts(STATES));
        assertThat(sending.text("select response from webhook_attempts"))
                .hasSize(2000)
                .startsWith("  ü  ü");
    }

    @Test
    void what_cannot_be_signed_waits_and_does_not_pause_the_webhook() {
        sending.webhook(1, receiver.url("/in"));
        sending.execute("update webhooks set secret = decode(repeat('00', 64), 'hex')");
        sending.happen(2, 1);

        sending.edge();

        Eventually.equal(
                "the message couldn't be signed",
                () ->
                        sending.texts("select distinct error from webhook_attempts").stream()
                                .findFirst()
                                .orElse(""));
        assertThat(receiver.received()).isEmpty();
        assertThat(sending.text("select consecutive_failures from webhooks")).isEqualTo("0");
    }
}
