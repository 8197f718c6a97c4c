package com.afftok.management;

import static com.afftok.management.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.access.Role;
import com.afftok.management.platform.answer.OddController;
import com.afftok.shared.config.DatabaseUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class DrainTest {

    @Test
    void while_it_stops_it_is_not_ready_and_requests_under_way_finish() throws Exception {
        RunningApi api = RunningApi.own(Map.of("API_DRAIN_DELAY", "2s"));
        CompletableFuture<HttpResponse<String>> slow =
                CompletableFuture.supplyAsync(
                        () -> api.get("/odd/slow"), Thread::startVirtualThread);
        OddController.ENTERED.await(20, TimeUnit.SECONDS);

        CompletableFuture<Void> stop =
                CompletableFuture.runAsync(() -> api.stop(), Thread::startVirtualThread);
        eventually("it is not ready", () -> api.get("/health/ready").statusCode() == 503);
        assertThat(stop).isNotDone();
        OddController.RELEASED.countDown();

        assertThat(slow.get(20, TimeUnit.SECONDS).body()).contains("\"data\":true");
        stop.get(20, TimeUnit.SECONDS);
        api.close();
    }

    @Test
    void a_job_in_flight_ends_before_the_connections_of_the_database_are_closed() throws Exception {
        RunningApi api = RunningApi.own();
        SignedIn user = api.signedIn(Role.PROMOTER);
        DatabaseUrl url = DatabaseUrl.parse(api.postgres().ownerUrl());

        CompletableFuture<Void> stop;
        try (Connection lock =
                        DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
                Statement statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("select from users where id = %d for update".formatted(user.id()));
            api.sql(
                    "insert into mail_requests (email, kind, language) select email, 'reset_password', 'en' from users where id = %d"
                            .formatted(user.id()));
            eventually(
                    "the job waits",
                    () ->
                            api.sql(
                                            "select count(*) from pg_stat_activity where wait_event_type = 'Lock'")
                                    == 1);
            stop = CompletableFuture.runAsync(api::stop, Thread::startVirtualThread);
            eventually("the server is closed", () -> refuses(api.port()));
        }

        stop.get(20, TimeUnit.SECONDS);
        assertThat(api.sql("select count(*) from mails where kind = 'reset_password'")).isOne();
        api.close();
    }

    private static boolean refuses(int port) {
        try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
