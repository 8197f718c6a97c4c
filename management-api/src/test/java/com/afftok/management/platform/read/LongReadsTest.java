package com.afftok.management.platform.read;

import static com.afftok.management.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.transaction.TransactionOperations;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// The effect of long searches on other requests.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class LongReadsTest {

    private static final int POOL = 5;

    private final RunningApi api =
            RunningApi.own(
                    Map.of(
                            "DATABASE_POOL_SIZE", Integer.toString(POOL),
                            "DATABASE_READS", "2",
                            "DATABASE_READS_PER_CALLER", "1",
                            "DATABASE_READ_WAIT", "100ms",
                            "DATABASE_READ_TIMEOUT", "1500ms",
                            "DATABASE_STATEMENT_TIMEOUT", "4s",
                            "DATABASE_LOCK_TIMEOUT", "1600ms"));

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void searches_that_take_long_keep_nobody_else_waiting_and_end() throws Exception {
        SignedIn searcher = api.signedIn(Role.PROMOTER);
        SignedIn another = api.signedIn(Role.ADVERTISER);
        SignedIn bystander = api.signedIn(Role.PROMOTER);
        String credentials = register();
        try (HeldTable conversions = new HeldTable(api, "conversions");
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> searches = new ArrayList<>();
            for (int n = 0; n < 12; n++) {
                searches.add(clients.submit(() -> searcher.get("/api/conversions?sub1=rare")));
            }
            searches.add(clients.submit(() -> another.get("/api/conversions?sub1=rare")));
            eventually("both searches are in the database", () -> conversions.waiting() == 2);

            assertThat(api.get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(bystander.get("/api/profile").statusCode()).isEqualTo(200);
            assertThat(bystander.get("/api/links/1").statusCode()).isEqualTo(404);
            assertThat(api.post("/api/auth/login", credentials).statusCode()).isEqualTo(200);

            int ended = 0;
            for (Future<HttpResponse<String>> search : searches) {
                HttpResponse<String> answer = search.get();
                if (answer.statusCode() == 400) {
                    ended++;
                    assertThat(answer.body()).contains("\"VALID_001\"", "\"field\":\"from\"");
                } else {
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
                    assertThat(answer.body()).contains("\"RATE_001\"");
                    assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
                }
            }
            assertThat(ended).isEqualTo(2);
            assertThat(conversions.waiting()).as("statements that went on").isZero();
        }
        assertThat(searcher.get("/api/conversions?sub1=rare").statusCode()).isEqualTo(200);
    }

    @Test
    void who_comes_when_all_that_may_search_do_is_told_so_and_when_to_come_again()
            throws Exception {
        SignedIn third = api.signedIn(Role.PROMOTER);
        try (HeldTable links = new HeldTable(api, "user_offers");
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<HttpResponse<String>>> searches = new ArrayList<>();
            for (int n = 0; n < 2; n++) {
                SignedIn searcher = api.signedIn(Role.PROMOTER);
                searches.add(clients.submit(() -> searcher.get("/api/links")));
            }
            eventually("both searches are in the database", () -> links.waiting() == 2);

            HttpResponse<String> answer = third.get("/api/clicks");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.body()).contains("\"DB_002\"");
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            for (Future<HttpResponse<String>> search : searches) {
                assertThat(search.get().statusCode()).isEqualTo(503);
                assertThat(search.get().body()).contains("\"DB_002\"");
            }
        }
    }

    @Test
    void what_is_short_as_a_rule_waits_for_no_lock_without_an_end() throws Exception {
        SignedIn promoter = api.signedIn(Role.PROMOTER);
        try (HeldTable offers = new HeldTable(api, "user_offers")) {
            HttpResponse<String> answer = promoter.get("/api/links/1");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("\"DB_002\"");
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
            assertThat(offers.waiting()).isZero();
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void is_ready_however_busy_the_pool_is() throws Exception {
        TransactionOperations<Connection> transactions = api.part(TransactionOperations.class);
        CountDownLatch taken = new CountDownLatch(POOL);
        CountDownLatch checked = new CountDownLatch(1);
        try (ExecutorService holders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int n = 0; n < POOL; n++) {
                holders.execute(() ->
                        transactions.executeRead(_ -> {
                            taken.countDown();
                            return await(checked);
                        }));
            }
            assertThat(await(taken)).isTrue();

            assertThat(api.get("/health/ready").statusCode()).isEqualTo(200);
            assertThat(api.get("/health/db").statusCode()).isEqualTo(200);
            checked.countDown();
        }
    }

    @Test
    void no_statement_lock_or_transaction_is_without_a_limit() {
        ReadInTime read = api.part(ReadInTime.class);

        assertThat(setting("statement_timeout")).isEqualTo("4s");
        assertThat(setting("lock_timeout")).isEqualTo("1600ms");
        assertThat(setting("idle_in_transaction_session_timeout")).isEqualTo("4s");
        assertThat(read.read(Duration.ofMillis(1234), () -> setting("statement_timeout")))
                .isEqualTo("1234ms");
        assertThat(setting("statement_timeout")).isEqualTo("4s");
    }

    @Test
    void a_read_writes_nothing_and_hides_no_other_failure() {
        ReadInTime read = api.part(ReadInTime.class);

        assertThatThrownBy(() ->
                        read.read(
                                Duration.ofSeconds(5),
                                () -> statement("update accounts set points = 0 returning points")))
                .hasRootCauseMessage("ERROR: cannot execute UPDATE in a read-only transaction");
    }

    private String setting(String name) {
        return statement("show " + name);
    }

    @SuppressWarnings("unchecked")
    private String statement(String sql) {
        ConnectionOperations<Connection> connections = api.part(ConnectionOperations.class);
        return connections.executeRead(status -> {
            try (Statement statement = status.getConnection().createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                return rows.next() ? rows.getString(1) : "";
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    /// The body of a sign-in of a new user.
    private String register() {
        String name = "u" + UUID.randomUUID().toString().replace("-", "");
        String email = name + "@example.com";
        api.post(
                "/api/auth/register",
                """
                {"username":"%s","email":"%s","password":"Correct-Horse-7",\
                "full_name":"Amal","role":"promoter","country":"SA"}\
                """
                        .formatted(name, email));
        return "{\"email\":\"%s\",\"password\":\"Correct-Horse-7\"}".formatted(email);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
