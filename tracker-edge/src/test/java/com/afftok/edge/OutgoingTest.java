package com.afftok.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The outgoing requests of an edge as in production.
class OutgoingTest {

    private static RunningServers servers;
    private static Database database;
    private static HttpServer receiver;
    private static final Queue<String> received = new ConcurrentLinkedQueue<>();

    @BeforeAll
    static void start() throws Exception {
        servers = RunningServers.start();
        database = servers.database();
        database.addParties();
        database.addLink(1, "https://shop.example.com/");
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext(
                "/",
                exchange -> {
                    received.add(exchange.getRequestURI().toString());
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        receiver.start();
    }

    @AfterAll
    static void stop() {
        receiver.stop(0);
        servers.close();
    }

    @BeforeEach
    void an_event_that_a_template_of_the_promoter_asks_for() {
        received.clear();
        database.execute("truncate webhook_attempts, webhooks, outbox cascade");
        database.execute(
                """
                insert into webhooks (account_id, kind, url, events)
                values (2, 'postback', 'http://127.0.0.1:%d/in?t={transaction_id}',
                        '{conversion.created}')
                """
                        .formatted(receiver.getAddress().getPort()));
        database.execute(
                """
                insert into outbox (event, advertiser_id, promoter_id, offer_id, payload)
                values ('conversion.created', 1, 2, 1, '{"transaction_id": "T-1"}')
                """);
    }

    @Test
    void an_intranet_that_the_operator_allows_is_sent_to() throws Exception {
        try (RunningEdge edge = servers.edge("WEBHOOK_ALLOWED_NETWORKS", "127.0.0.0/8")) {
            Eventually.equal(
                    "delivered", () -> database.text("select status from webhook_deliveries"));

            assertThat(received).containsExactly("/in?t=T-1");
            assertThat(edge.metrics())
                    .contains("afftok_webhook_attempts_total{outcome=\"delivered\"} 1.0")
                    .contains("afftok_webhook_waiting ", "afftok_webhook_oldest_waiting_seconds ");
        }
    }

    @Test
    void sending_goes_on_when_postgres_is_back() throws Exception {
        try (RunningEdge edge = servers.edge("WEBHOOK_ALLOWED_NETWORKS", "127.0.0.0/8")) {
            Eventually.equal(
                    "delivered", () -> database.text("select status from webhook_deliveries"));

            servers.postgres().stop();
            servers.postgres().start();
            an_event_that_a_template_of_the_promoter_asks_for();

            Eventually.equal(
                    "delivered", () -> database.text("select status from webhook_deliveries"));
            assertThat(received).containsExactly("/in?t=T-1");
            assertThat(edge.metrics())
                    .contains("afftok_webhook_attempts_total{outcome=\"delivered\"} 2.0");
        }
    }

    @Test
    void nothing_private_is_sent_to_otherwise() throws Exception {
        try (RunningEdge edge = servers.edge()) {
            Eventually.equal(
                    "the address isn't a public one",
                    () -> database.text("select error from webhook_attempts"));

            assertThat(received).isEmpty();
            assertThat(edge.metrics())
                    .contains("afftok_webhook_attempts_total{outcome=\"not_public\"} 1.0");
        }
    }

    @Test
    void a_click_is_told_to_whom_wants_to_hear_of_clicks() throws Exception {
        database.execute(
                """
                insert into webhooks (account_id, kind, url, events)
                values (2, 'postback', 'http://127.0.0.1:%d/click?id={click_id}', '{click}')
                """
                        .formatted(receiver.getAddress().getPort()));
        try (RunningEdge edge = servers.edge("WEBHOOK_ALLOWED_NETWORKS", "127.0.0.0/8")) {
            String id = edge.click(1).headers().firstValue("X-Click-ID").orElseThrow();

            Eventually.equal(true, () -> received.contains("/click?id=" + id));
        }
    }
}
