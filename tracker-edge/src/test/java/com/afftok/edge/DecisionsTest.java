package com.afftok.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.fraud.FraudRules;
import com.afftok.shared.id.ClickId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Decisions of administrators about fraud, at an edge as in production.
class DecisionsTest {

    private static final String NIBBLER =
            "Mozilla/5.0 (X11; Linux x86_64; Nibbler) AppleWebKit/537.36 (KHTML, like Gecko)"
                    + " Chrome/141.0.0.0 Safari/537.36";

    private static final String INSERT_REVIEW =
            """
            with person as (
                insert into admin_users (email, password_hash, role)
                values (gen_random_uuid() || '@example.com', '$argon2id$x', 'fraud_reviewer')
                returning id)
            insert into click_reviews (advertiser_id, click_id, decision, reason, decided_by)
            select 1, '%s', '%s', 'looked at it', id from person
            """;

    private static RunningShop running;
    private static Database database;
    private static RunningEdge edge;

    @BeforeAll
    static void start() throws Exception {
        running = RunningShop.open();
        database = running.database();
        edge = running.edge();
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    @Test
    void an_active_version_of_the_rules_is_in_force_until_it_is_active_no_longer() {
        assertThat(nibbler().statusCode()).isEqualTo(302);
        addRules(
                1000,
                FraudRules.bundled()
                        .replace(
                                "\"bots\": [",
                                "\"bots\": [{\"name\": \"Nibbler\", \"pattern\": \"Nibbler\"},"));

        activate(1000);
        Eventually.equal(403, () -> nibbler().statusCode());
        Eventually.equal(
                "t",
                () ->
                        database.text(
                                "select count(*) > 0 from clicks where bucket = 'bot' and rule_set = 1000"));

        activate(0);
        Eventually.equal(302, () -> nibbler().statusCode());
    }

    @Test
    void a_version_that_cannot_be_read_changes_nothing() {
        addRules(1001, "{\"version\": 1001}");
        addRules(
                1002,
                FraudRules.bundled()
                        .replace(
                                "\"bots\": [",
                                "\"bots\": [{\"name\": \"Nobbler\", \"pattern\": \"Nobbler\"},"));

        activate(1001);
        activate(1002);

        Eventually.equal(403, () -> click(NIBBLER.replace("Nibbler", "Nobbler")).statusCode());
        activate(1001);
        assertThat(nibbler().statusCode()).isEqualTo(302);
        activate(0);
    }

    @Test
    void a_blocked_network_is_refused_until_the_block_ends() {
        String visitor = "198.18.7.9";
        assertThat(clickFrom(visitor).statusCode()).isEqualTo(302);

        database.execute(
                "insert into blocked_networks (network, reason) values ('198.18.7.0/24', 'a farm')");
        say();
        Eventually.equal(403, () -> clickFrom(visitor).statusCode());
        assertThat(clickFrom("198.18.8.9").statusCode()).isEqualTo(302);

        database.execute("update blocked_networks set blocked_until = now() - interval '1 s'");
        say();
        Eventually.equal(302, () -> clickFrom(visitor).statusCode());
    }

    @Test
    void what_a_person_decided_of_a_click_goes_before_what_the_rules_did() {
        ClickId fraud = database.addClick("fraud");
        ClickId valid = database.addClick("valid");
        decide(fraud, "approved");
        decide(valid, "refused");

        Shop.Answer earns = running.shop().report(Shop.sale(Shop.code(fraud), "reviewed-1"));
        Shop.Answer nothing = running.shop().report(Shop.sale(Shop.code(valid), "reviewed-2"));

        assertThat(earns.verdict()).isEqualTo("200");
        assertThat(earns.data().getString("status")).isEqualTo("approved");
        assertThat(nothing.verdict()).isEqualTo("404 CONV_004");
        assertThat(nothing.error().getString("message")).contains("review");
    }

    @Test
    void a_sale_waits_for_the_review_of_its_click() throws Exception {
        ClickId click = database.addClick("valid");
        Future<Shop.Answer> reported;
        try (ExecutorService sender = Executors.newVirtualThreadPerTaskExecutor()) {
            reported =
                    database.whileHolding(
                            "select pg_advisory_xact_lock(click_lock('%s'))"
                                    .formatted(click.uuid()),
                            INSERT_REVIEW.formatted(click.uuid(), "refused"),
                            () ->
                                    sender.submit(() ->
                                            running.shop()
                                                    .report(
                                                            Shop.sale(
                                                                    Shop.code(click),
                                                                    "reviewed-3"))),
                            () ->
                                    database.number(
                                                    "select count(*) from pg_locks where not granted")
                                            > 0);
        }

        assertThat(reported.get().verdict()).isEqualTo("404 CONV_004");
    }

    private static void decide(ClickId click, String decision) {
        database.execute(INSERT_REVIEW.formatted(click.uuid(), decision));
    }

    private static HttpResponse<String> nibbler() {
        return click(NIBBLER);
    }

    private static HttpResponse<String> click(String agent) {
        return edge.get("/c/" + RunningEdge.code(1), "User-Agent", agent);
    }

    private static HttpResponse<String> clickFrom(String address) {
        return edge.get("/c/" + RunningEdge.code(1), "X-Forwarded-For", address);
    }

    private static void addRules(int version, String rules) {
        database.execute(
                "insert into fraud_rule_sets (version, rules) values (%d, '%s')"
                        .formatted(
                                version,
                                rules.replace("'", "''")
                                        .replace(
                                                "\"version\": 1,",
                                                "\"version\": " + version + ',')));
    }

    private static void activate(int version) {
        database.execute("update fraud_rule_sets set active = false where active");
        database.execute(
                "update fraud_rule_sets set active = true, activated_at = now() where version = "
                        + version);
        say();
    }

    private static void say() {
        try {
            running.servers().redis().ask("PUBLISH fraud:changed changed");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
