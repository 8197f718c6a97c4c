package com.afftok.management;

import static com.afftok.management.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.management.platform.answer.OddController;
import java.net.http.HttpResponse;
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
}
