package com.afftok.management.platform.redis;

import static com.afftok.management.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import com.afftok.house.FaultyProxy;
import com.afftok.local.LocalRedis;
import com.afftok.management.RunningApi;
import com.afftok.management.platform.config.ApiConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// A connection that Redis no longer answers is replaced.
class SilenceLimitTest {

    private static final Duration LIMIT = Duration.ofMillis(500);

    private final Logger log = (Logger) LoggerFactory.getLogger(SilenceLimit.class);
    private final Lines lines = new Lines();
    private LocalRedis server;
    private FaultyProxy network;
    private LazyRedis redis;

    @BeforeEach
    void start() throws IOException {
        lines.start();
        log.addAppender(lines);
        server = LocalRedis.temporary();
        network = FaultyProxy.before(server.port());
        redis =
                new LazyRedis(
                        ApiConfig.read(
                                RunningApi.variables(
                                        "postgres://me@db/shop",
                                        network.url(server.url()),
                                        Map.of())),
                        LIMIT);
        eventually("Redis answers", this::answers);
    }

    @AfterEach
    void stop() {
        redis.close();
        network.close();
        server.close();
        log.detachAppender(lines);
    }

    @Test
    void a_connection_whose_server_is_gone_without_a_word_is_replaced() {
        network.halfOpen();

        eventually(
                "Redis answers on a new connection",
                () -> answers() && lines.seen.contains("Redis answers again"));

        eventually("only the new connection is open", () -> network.open() == 1);
        assertThat(lines.seen)
                .containsExactly(
                        "Redis does not answer, its connection is closed", "Redis answers again");
    }

    @Test
    void a_long_silence_is_logged_once() {
        int before = network.accepted();
        network.swallow();

        eventually(
                "two more connections were tried",
                () -> !answers() && network.accepted() >= before + 2);
        network.pass();
        eventually("Redis answers on a new connection", this::answers);

        assertThat(lines.seen)
                .containsExactly(
                        "Redis does not answer, its connection is closed", "Redis answers again");
    }

    private boolean answers() {
        try {
            return "PONG"
                    .equals(
                            redis.connection()
                                    .thenCompose(connection -> connection.async().ping())
                                    .join());
        } catch (CompletionException e) {
            return false;
        }
    }

    private static final class Lines extends AppenderBase<ILoggingEvent> {

        private final List<String> seen = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            seen.add(event.getFormattedMessage());
        }
    }
}
