package com.afftok.edge.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.afftok.edge.guard.tables.RateBuckets;
import com.afftok.edge.limit.RateLimits.RateLimit;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RateLimitsTest {

    private static final int SLOTS = 1 << 12;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /// The monotonic clock begins anywhere, also below zero.
    private long nanos = -1_000 * NANOS_PER_MILLI;

    @Test
    void lets_a_hundred_clicks_of_an_address_on_a_link_through_at_once() {
        RateLimits limits = new RateLimits(RateSettings.DEFAULT, SLOTS, this::nanoTime);

        for (int i = 1; i <= 100; i++) {
            RateLimit taken = limits.take(1, 2);
            assertThat(taken.allowed()).isTrue();
            assertThat(taken.limit()).isEqualTo(100);
            assertThat(taken.left()).isEqualTo(100 - i);
            assertThat(taken.fullAfterMillis()).isEqualTo(i * 600L);
            assertThat(taken.retryAfterMillis()).isZero();
        }
        assertThat(limits.take(1, 2)).isEqualTo(new RateLimit(false, 100, 0, 60_000, 600));
        assertThat(limits.take(1, 3).allowed()).isTrue();
        after(599);
        assertThat(limits.take(1, 2).allowed()).isFalse();
        after(1);
        assertThat(limits.take(1, 2).allowed()).isTrue();
        assertThat(limits.take(1, 2).allowed()).isFalse();
    }

    @Test
    void lets_two_thousand_clicks_of_an_address_through_at_once() {
        RateLimits limits = new RateLimits(RateSettings.DEFAULT, SLOTS, this::nanoTime);

        int allowed = 0;
        for (int i = 0; i < 3000; i++) {
            if (limits.take(1, 1_000_000 + i).allowed()) {
                allowed++;
            }
        }

        assertThat(allowed).isEqualTo(2000);
        assertThat(limits.take(1, 5)).isEqualTo(new RateLimit(false, 2000, 0, 120_000, 60));
        assertThat(limits.take(2, 5).allowed()).isTrue();
    }

    @Test
    void a_bucket_that_is_full_at_the_zero_of_the_clock_is_not_forgotten() {
        RateBuckets buckets = new RateBuckets(SLOTS, 60, 2, this::nanoTime);

        assertThat(buckets.take(7)).isPositive();
        assertThat(buckets.take(7)).isPositive();
        assertThat(buckets.take(7)).isNegative();
    }

    @Test
    void a_rate_of_zero_is_no_limit() {
        RateLimits limits = new RateLimits(new RateSettings(0, 1, 0, 1), SLOTS, this::nanoTime);

        for (int i = 0; i < 5000; i++) {
            assertThat(limits.take(1, 2).allowed()).isTrue();
        }
        assertThat(limits.take(1, 2).limit()).isZero();
        assertThat(limits.shared()).isEmpty();
    }

    @Test
    void one_limit_alone_is_told_alone() {
        RateLimits byLink = new RateLimits(new RateSettings(0, 1, 60, 10), SLOTS, this::nanoTime);
        RateLimits byAddress =
                new RateLimits(new RateSettings(60, 10, 0, 1), SLOTS, this::nanoTime);

        assertThat(byLink.take(1, 2).limit()).isEqualTo(10);
        assertThat(byAddress.take(1, 2).limit()).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "60, 5", "100, 100", "1000, 2000", "7000, 50", "600000, 100"})
    void allows_what_a_token_bucket_allows(int perMinute, int burst) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        RateBuckets buckets = new RateBuckets(1 << 14, perMinute, burst, this::nanoTime);
        long interval = 6_000_000L / perMinute;
        Map<Long, Long> tokens = new HashMap<>(); // in ticks of a hundredth of a millisecond
        Map<Long, Long> refilled = new HashMap<>();
        long[] keys = random.longs(20).toArray();
        long now = 0;

        for (int i = 0; i < 30_000; i++) {
            int pause =
                    random.nextInt(3) == 0 ? random.nextInt(Math.max(2, 30_000 / perMinute)) : 0;
            now += pause;
            after(pause);
            long key = keys[random.nextInt(keys.length)];
            long passed = (now - refilled.getOrDefault(key, 0L)) * 100;
            long filled =
                    Math.min(burst * interval, tokens.getOrDefault(key, burst * interval) + passed);
            boolean expected = filled >= interval;
            tokens.put(key, filled - (expected ? interval : 0));
            refilled.put(key, now);

            long taken = buckets.take(key);

            assertThat(taken > 0).as("seed %d, click %d", seed, i).isEqualTo(expected);
            if (expected) {
                assertThat(buckets.left(taken)).isEqualTo((int) (tokens.get(key) / interval));
            }
        }
        assertThat(buckets.forgotten()).isZero();
    }

    @Test
    void clicks_at_other_edges_count() {
        RateBuckets buckets = new RateBuckets(SLOTS, 100, 100, this::nanoTime);

        buckets.addFromOthers(7, 90, 0);

        for (int i = 0; i < 10; i++) {
            assertThat(buckets.take(7)).isPositive();
        }
        assertThat(buckets.take(7)).isNegative();
    }

    @Test
    void clicks_at_other_edges_leave_nobody_worse_than_an_empty_bucket() {
        RateBuckets buckets = new RateBuckets(SLOTS, 100, 100, this::nanoTime);

        for (int i = 0; i < 50; i++) {
            buckets.addFromOthers(7, 60_000, 0);
        }

        after(599);
        assertThat(buckets.take(7)).isNegative();
        after(1);
        assertThat(buckets.take(7)).isPositive();
    }

    @Test
    void a_bucket_is_full_after_any_time_also_beyond_half_of_the_range() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        long range = (1L << 44) / 100;

        for (int i = 0; i < 10_000; i++) {
            nanos = random.nextLong() / 2;
            RateBuckets buckets = new RateBuckets(8, 1, 100, this::nanoTime);
            buckets.addFromOthers(7, 100, 0);
            assertThat(buckets.take(7)).isNegative();

            after(6_000_000 + random.nextLong(range - 12_000_000));

            assertThat(buckets.left(buckets.take(7))).as("seed %d, key %d", seed, i).isEqualTo(99);
        }
    }

    @Test
    void takes_no_burst_that_time_cannot_hold() {
        assertThatThrownBy(() -> new RateBuckets(8, 1, 2_000_000, this::nanoTime))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tells_the_others_of_busy_keys_only() {
        RateBuckets buckets = new RateBuckets(SLOTS, 100, 100, this::nanoTime);
        for (int i = 0; i < 20; i++) {
            buckets.take(7);
            buckets.take(100 + i);
        }

        Map<Long, Integer> told = new HashMap<>();
        buckets.increments().drainTo(told::put);

        assertThat(told).isEqualTo(Map.of(7L, 13));
    }

    @Test
    void a_flood_takes_no_memory_and_does_not_free_who_is_limited() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        RateBuckets buckets = new RateBuckets(SLOTS, 100, 100, this::nanoTime);
        long bytes = buckets.bytes();
        for (int i = 0; i < 100; i++) {
            buckets.take(7);
        }

        for (int i = 0; i < 500_000; i++) {
            buckets.take(random.nextLong());
        }

        assertThat(buckets.take(7)).as("seed %d", seed).isNegative();
        assertThat(buckets.bytes()).isEqualTo(bytes);
        assertThat(buckets.forgotten()).isPositive();
    }

    private long nanoTime() {
        return nanos;
    }

    private void after(long millis) {
        nanos += millis * NANOS_PER_MILLI;
    }
}
