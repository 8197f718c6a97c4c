package com.afftok.edge.guard.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SlidingCountsTest {

    private static final int WINDOW = 60_000;
    private static final long START = 1_772_000_000_000L / WINDOW * WINDOW;

    @Test
    void counts_hits_and_lets_them_slide_out_of_the_window() {
        SlidingCounts counts = new SlidingCounts(1 << 10, () -> WINDOW);
        long key = 0x1234_5678_9ABC_DEF0L;

        assertThat(counts.hit(key, START)).isEqualTo(1);
        assertThat(counts.hit(key, START + 1)).isEqualTo(2);
        for (int i = 0; i < 98; i++) {
            counts.hit(key, START + 2);
        }

        assertThat(counts.hit(key, START + WINDOW)).isEqualTo(101);
        assertThat(counts.hit(key, START + WINDOW + WINDOW / 2)).isEqualTo(52);
        assertThat(counts.hit(key, START + 3 * WINDOW)).isEqualTo(1);
        assertThat(counts.hit(key, START + 30L * WINDOW)).isEqualTo(1);
    }

    @Test
    void a_clock_that_is_set_back_loses_no_hits() {
        SlidingCounts counts = new SlidingCounts(1 << 10, () -> WINDOW);

        counts.hit(7, START + WINDOW);
        counts.hit(7, START + WINDOW - 5);

        assertThat(counts.hit(7, START + WINDOW)).isEqualTo(3);
    }

    @Test
    void stops_at_the_highest_count() {
        SlidingCounts counts = new SlidingCounts(1 << 10, () -> WINDOW);

        counts.addFromOthers(7, 60_000, START);
        counts.addFromOthers(7, 60_000, START);

        assertThat(counts.hit(7, START)).isEqualTo(SlidingCounts.MAX_COUNT);
        assertThat(counts.hit(8, START)).isEqualTo(1);
    }

    @Test
    void another_window_starts_afresh_whenever_it_begins() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        AtomicInteger window = new AtomicInteger(WINDOW);
        SlidingCounts counts = new SlidingCounts(1 << 10, window::get);
        long now = START;

        for (int i = 0; i < 1_000; i++) {
            now += random.nextInt(3) == 0 ? random.nextInt(5) : random.nextLong(40L * 86_400_000);
            counts.addFromOthers(7, 100, now);
            int before = window.get();
            while (window.get() == before) {
                window.set(1_000 * (1 + random.nextInt(3_600)));
            }

            assertThat(counts.hit(7, now)).as("seed %d, change %d", seed, i).isEqualTo(1);
            assertThat(counts.hit(7, now)).as("seed %d, change %d", seed, i).isEqualTo(2);
            assertThat(counts.hit(7, now + 2L * window.get()))
                    .as("seed %d, change %d", seed, i)
                    .isEqualTo(1);
        }
    }

    @Test
    void a_window_that_comes_back_within_its_time_starts_afresh() {
        AtomicInteger window = new AtomicInteger(WINDOW);
        SlidingCounts counts = new SlidingCounts(1 << 10, window::get);
        counts.addFromOthers(7, 100, START);
        window.set(WINDOW / 2);
        counts.hit(8, START);
        window.set(WINDOW);

        assertThat(counts.hit(7, START)).isEqualTo(1);
    }

    @Test
    void a_key_that_comes_back_starts_afresh_also_beyond_half_of_the_range() {
        long seed = System.nanoTime();
        Random random = new Random(seed);

        for (int i = 0; i < 10_000; i++) {
            SlidingCounts counts = new SlidingCounts(8, () -> WINDOW);
            long begin = START + random.nextLong(100_000) * WINDOW;
            int windows = 32_768 + random.nextInt(32_766); // 65,535 would be the next window
            counts.addFromOthers(7, 1_000, begin);

            assertThat(counts.hit(7, begin + (long) windows * WINDOW))
                    .as("seed %d, %d windows", seed, windows)
                    .isEqualTo(1);
        }
    }

    @Test
    void a_clock_that_is_set_back_by_hours_starts_afresh() {
        SlidingCounts counts = new SlidingCounts(1 << 10, () -> WINDOW);
        counts.addFromOthers(7, 1_000, START);

        assertThat(counts.hit(7, START - 100L * WINDOW)).isEqualTo(1);
        assertThat(counts.hit(7, START - 98L * WINDOW)).isEqualTo(1);
    }

    @Test
    void a_count_beyond_half_of_the_range_is_evicted_before_one_of_now() {
        SlidingCounts counts = new SlidingCounts(8, () -> WINDOW);
        long later = START + 40_000L * WINDOW;
        counts.addFromOthers(1, 4_000, START);
        for (long key = 2; key <= 9; key++) {
            counts.hit(key << 40, later);
        }

        assertThat(counts.forgotten()).isZero();
        for (long key = 2; key <= 9; key++) {
            assertThat(counts.hit(key << 40, later)).as("key %d", key).isEqualTo(2);
        }
    }

    @Test
    void counts_like_a_map_while_there_is_room() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        SlidingCounts counts = new SlidingCounts(1 << 14, () -> WINDOW);
        Map<Long, Map<Long, Integer>> model = new HashMap<>();
        long[] keys = random.longs(300).toArray();
        long now = START;

        for (int i = 0; i < 100_000; i++) {
            now += random.nextInt(20) == 0 ? random.nextInt(5_000) : 0;
            long key = keys[random.nextInt(keys.length)];
            Map<Long, Integer> hits = model.computeIfAbsent(key, _ -> new HashMap<>());
            int inWindow = hits.merge(now / WINDOW, 1, Integer::sum);
            int before = hits.getOrDefault(now / WINDOW - 1, 0);
            int expected = inWindow + (int) (before * (WINDOW - now % WINDOW) / WINDOW);

            assertThat(counts.hit(key, now)).as("seed %d, hit %d", seed, i).isEqualTo(expected);
        }
        assertThat(counts.forgotten()).isZero();
    }

    @Test
    void a_flood_takes_no_memory_and_does_not_hide_who_comes_often() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        SlidingCounts counts = new SlidingCounts(1 << 12, () -> WINDOW);
        long bytes = counts.bytes();
        long busy = random.nextLong();
        for (int i = 0; i < 5; i++) {
            counts.hit(busy, START);
        }

        int last = 0;
        for (int i = 0; i < 500_000; i++) {
            counts.hit(random.nextLong(), START + i / 10_000);
            if (i % 5_000 == 0) {
                last = counts.hit(busy, START + i / 10_000);
            }
        }

        assertThat(counts.bytes()).isEqualTo(bytes).isEqualTo((1 << 12) * 8);
        assertThat(counts.forgotten()).isPositive();
        assertThat(last).as("seed %d", seed).isEqualTo(105);
    }

    @Test
    void event_loops_share_a_count_without_losing_hits() throws Exception {
        SlidingCounts counts = new SlidingCounts(1 << 10, () -> WINDOW);
        int hits = 500;
        for (int key = 1; key <= 4; key++) {
            counts.hit(key, START);
        }

        try (ExecutorService loops = Executors.newFixedThreadPool(4)) {
            List<Future<?>> done = new ArrayList<>();
            for (int loop = 0; loop < 4; loop++) {
                done.add(
                        loops.submit(() -> {
                            for (int i = 0; i < hits; i++) {
                                for (int key = 1; key <= 4; key++) {
                                    counts.hit(key, START);
                                }
                            }
                        }));
            }
            for (Future<?> loop : done) {
                loop.get();
            }
        }

        for (int key = 1; key <= 4; key++) {
            assertThat(counts.hit(key, START)).isEqualTo(4 * hits + 2);
        }
    }

    @Test
    void tells_the_others_of_busy_keys_only() {
        SlidingCounts counts = new SlidingCounts(1 << 10, () -> WINDOW);
        for (int i = 0; i < 20; i++) {
            counts.hit(7, START);
        }
        counts.hit(8, START);
        counts.addFromOthers(9, 1_000, START);

        Map<Long, Integer> told = new HashMap<>();
        counts.increments().drainTo(told::put);

        assertThat(told).isEqualTo(Map.of(7L, 20 - SlidingCounts.SHARED_FROM + 1));
    }
}
