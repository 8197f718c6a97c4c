package com.afftok.management.access.oidc;

import static com.afftok.management.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

final class CachedDocumentTest {

    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.parse("2026-01-31T12:00:00Z"));
    private final AtomicInteger fetched = new AtomicInteger();
    private volatile boolean down;
    private volatile CountDownLatch answer = new CountDownLatch(0);
    private final CachedDocument<Integer> document =
            new CachedDocument<>(this::fetch, () -> now.get());

    @Test
    void is_fetched_when_it_is_needed_and_kept_for_an_hour() throws Exception {
        assertThat(fetched).hasValue(0);
        assertThat(document.get()).isEqualTo(1);

        passes(Duration.ofMinutes(59));
        assertThat(document.get()).isEqualTo(1);
        passes(Duration.ofMinutes(2));
        assertThat(document.get()).isEqualTo(2);
    }

    @Test
    void is_fetched_again_at_most_once_a_minute() throws Exception {
        document.get();

        passes(Duration.ofSeconds(59));
        assertThat(document.again()).isEqualTo(1);
        passes(Duration.ofSeconds(2));
        assertThat(document.again()).isEqualTo(2);
        assertThat(document.again()).isEqualTo(2);
    }

    @Test
    void is_used_for_a_day_while_it_cannot_be_fetched() throws Exception {
        document.get();
        down = true;

        passes(Duration.ofHours(23));
        assertThat(document.get()).isEqualTo(1);
        passes(Duration.ofHours(2));
        assertThatExceptionOfType(NoAnswer.class).isThrownBy(document::get).withMessage("down");
    }

    @Test
    void is_tried_every_ten_seconds_while_it_cannot_be_fetched() throws Exception {
        down = true;
        for (int i = 0; i < 5; i++) {
            assertThatExceptionOfType(NoAnswer.class).isThrownBy(document::get);
        }
        assertThat(fetched).hasValue(1);

        down = false;
        passes(Duration.ofSeconds(10));

        assertThat(document.get()).isEqualTo(2);
    }

    @Test
    void is_used_by_others_while_one_caller_waits_for_the_provider() throws Exception {
        document.get();
        passes(Duration.ofHours(2));
        CountDownLatch others = new CountDownLatch(1);
        answer = others;

        CompletableFuture<Integer> first = elsewhere();
        eventually("the provider is asked", () -> fetched.get() == 2);
        CompletableFuture<Integer> second = elsewhere();

        eventually("the other one is not kept waiting", second::isDone);
        assertThat(second).isCompletedWithValue(1);
        others.countDown();
        assertThat(first.join()).isEqualTo(2);
    }

    private CompletableFuture<Integer> elsewhere() {
        CompletableFuture<Integer> result = new CompletableFuture<>();
        Thread.startVirtualThread(() -> {
            try {
                result.complete(document.get());
            } catch (NoAnswer e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    private void passes(Duration time) {
        now.updateAndGet(at -> at.plus(time));
    }

    private Integer fetch() throws NoAnswer {
        int count = fetched.incrementAndGet();
        try {
            answer.await();
        } catch (InterruptedException e) {
            throw new NoAnswer("interrupted", e);
        }
        if (down) {
            throw new NoAnswer("down");
        }
        return count;
    }
}
