package com.afftok.edge.keep;

import static com.afftok.shared.click.ClickBuilder.aClick;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.Eventually;
import com.afftok.house.FaultyProxy;
import com.afftok.local.LocalRedis;
import com.afftok.shared.click.ClickEventWriter;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The journal's way into a real Redis, with a faulty disk and connection.
class JournalDrainTest {

    private static final String STREAM = ClickStream.name(0);

    @TempDir Path directory;

    private final Vertx vertx = Vertx.vertx();
    private LocalRedis redis;
    private FaultyProxy proxy;
    private Journal journal;

    @BeforeEach
    void start() throws Exception {
        redis = LocalRedis.temporary();
        proxy = FaultyProxy.before(redis.port());
        journal = Journal.open(directory, Long.MAX_VALUE);
    }

    @AfterEach
    void stop() throws Exception {
        await(vertx.close());
        journal.close();
        proxy.close();
        redis.close();
    }

    @Test
    void a_file_that_cannot_be_deleted_is_sent_once() throws Exception {
        byte[] damaged = records(2);
        damaged[damaged.length - 1] ^= 1;
        keep(damaged);
        Path file = onlyFile();
        Path taken = Files.createDirectory(file.resolveSibling(file.getFileName() + ".damaged"));
        String deployment = drain();

        Eventually.equal("1", () -> length());
        keep(records(1));
        Eventually.equal("2", () -> length());
        keep(records(1));
        Eventually.equal("3", () -> length());
        Eventually.equal((long) damaged.length, journal::bytes);

        Files.delete(taken);
        Eventually.equal(0L, journal::bytes);
        await(vertx.undeploy(deployment));
        assertThat(length()).isEqualTo("3");
        assertThat(taken).isRegularFile();
    }

    @Test
    void a_segment_goes_on_where_redis_stopped_taking_it() throws Exception {
        ClickEventWriter writer = new ClickEventWriter();
        for (int i = 0; i < 6000; i++) {
            writer.append(aClick().referrer(i < 2000 ? "first.example" : "later.example").build());
        }
        byte[] many = writer.toByteArray();
        keep(many);
        int chunks = many.length / (256 << 10) + 1;
        assertThat(chunks).as("chunks").isGreaterThan(2);
        proxy.loseAnswer("later", "");

        drain();

        Eventually.equal(0L, journal::bytes);
        assertThat(proxy.lostAnswers()).isEqualTo(1);
        assertThat(Integer.parseInt(length())).isEqualTo(chunks + 1);
    }

    @Test
    void what_a_crash_cut_off_is_no_damage() throws Exception {
        byte[] records = records(2);
        keep(Arrays.copyOf(records, records.length - 3));

        drain();

        Eventually.equal(0L, journal::bytes);
        assertThat(length()).isEqualTo("1");
        assertThat(files()).isEmpty();
    }

    @Test
    void a_file_that_is_gone_holds_up_no_other() throws Exception {
        keep(records(1));
        assertThat(journal.oldest()).isNotNull();
        Files.delete(onlyFile());
        keep(records(1));

        drain();

        Eventually.equal("1", () -> length());
        Eventually.equal(0L, journal::bytes);
    }

    private String drain() throws Exception {
        Redis client = Redis.createClient(vertx, proxy.url(redis.url()));
        return await(
                vertx.deployVerticle(
                        new JournalDrain(journal, client, 1, Duration.ofMillis(50)),
                        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
    }

    private void keep(byte[] records) throws Exception {
        CompletableFuture<Kept> kept = new CompletableFuture<>();
        journal.append(records, kept::complete);
        assertThat(kept.get(20, TimeUnit.SECONDS)).isEqualTo(Kept.JOURNAL);
    }

    private static byte[] records(int clicks) {
        ClickEventWriter writer = new ClickEventWriter();
        for (int i = 0; i < clicks; i++) {
            writer.append(aClick().build());
        }
        return writer.toByteArray();
    }

    private String length() {
        try {
            return redis.ask("XLEN " + STREAM).replaceAll("[^0-9]", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path onlyFile() throws IOException {
        assertThat(files()).hasSize(1);
        return files().getFirst();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> found = Files.list(directory)) {
            return found.filter(file -> !file.endsWith("lock")).toList();
        }
    }

    private static <T extends @Nullable Object> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
