package com.afftok.edge.guard.tables;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.visitor.address.ClickKeys;
import com.afftok.shared.address.AddressKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DuplicateClicksTest {

    private static final int WINDOW = 10_000;
    private static final long START = 1_772_000_000_000L;

    @Test
    void a_repetition_is_seen_until_the_window_is_over() {
        DuplicateClicks clicks = new DuplicateClicks(1 << 10, WINDOW);

        assertThat(clicks.seen(7, START)).isFalse();
        assertThat(clicks.seen(7, START)).isTrue();
        assertThat(clicks.seen(8, START)).isFalse();
        assertThat(clicks.seen(7, START + WINDOW - 1)).isTrue();
        assertThat(clicks.seen(7, START + WINDOW)).isFalse();
    }

    @Test
    void who_keeps_clicking_counts_again_each_time_the_window_is_over() {
        DuplicateClicks clicks = new DuplicateClicks(1 << 10, WINDOW);
        int counted = 0;

        for (int second = 0; second < 60; second++) {
            if (!clicks.seen(7, START + second * 1_000L)) {
                counted++;
            }
        }

        assertThat(counted).isEqualTo(6);
    }

    @Test
    void a_click_of_another_edge_counts_as_seen() {
        DuplicateClicks clicks = new DuplicateClicks(1 << 10, WINDOW);

        clicks.remember(7, START + 300);

        assertThat(clicks.seen(7, START)).isTrue();
        assertThat(clicks.seen(7, START + WINDOW + 299)).isTrue();
        assertThat(clicks.seen(7, START + WINDOW + 300)).isFalse();
    }

    @Test
    void a_late_word_of_another_edge_changes_nothing() {
        DuplicateClicks clicks = new DuplicateClicks(1 << 10, WINDOW);
        clicks.seen(7, START + 60_000);

        clicks.remember(7, START);

        assertThat(clicks.seen(7, START + 60_001)).isTrue();
    }

    @Test
    void a_click_any_time_of_two_days_later_is_none_of_before() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int twoDays = 48 * 3_600_000;

        for (int i = 0; i < 10_000; i++) {
            DuplicateClicks clicks = new DuplicateClicks(8, WINDOW);
            long first = START + random.nextInt(twoDays);
            long later = first + WINDOW + random.nextInt(twoDays - WINDOW);
            clicks.seen(7, first);

            assertThat(clicks.seen(7, later)).as("seed %d, %d ms", seed, later - first).isFalse();
            assertThat(clicks.seen(7, later + 1)).as("seed %d", seed).isTrue();
        }
    }

    @Test
    void a_click_told_of_beyond_half_of_the_range_is_none_of_before() {
        DuplicateClicks clicks = new DuplicateClicks(1 << 10, WINDOW);
        long later = START + (1L << 27) + 5;
        clicks.seen(7, START);

        clicks.remember(7, later);

        assertThat(clicks.seen(7, later + 1)).isTrue();
    }

    @Test
    void a_click_of_many_hours_ago_is_evicted_before_one_of_now() {
        DuplicateClicks clicks = new DuplicateClicks(8, WINDOW);
        long later = START + (1L << 27) + 5;
        clicks.seen(1, START);
        for (long key = 2; key <= 9; key++) {
            clicks.seen(key << 28, later);
        }

        assertThat(clicks.forgotten()).isZero();
        for (long key = 2; key <= 9; key++) {
            assertThat(clicks.seen(key << 28, later)).as("key %d", key).isTrue();
        }
    }

    @Test
    void a_click_in_the_millisecond_in_which_the_time_wraps_is_remembered() {
        DuplicateClicks clicks = new DuplicateClicks(1 << 10, WINDOW);
        long wrap = START >>> 28 << 28;

        assertThat(clicks.seen(7, wrap)).isFalse();
        assertThat(clicks.seen(7, wrap)).isTrue();
        assertThat(clicks.seen(7, wrap + WINDOW - 1)).isTrue();
    }

    @Test
    void works_for_every_key() {
        DuplicateClicks clicks = new DuplicateClicks(1 << 10, WINDOW);

        LongStream.of(0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 28, 0xFFFF_FFFFL << 32)
                .forEach(key -> {
                    assertThat(clicks.seen(key, START)).as("%x", key).isFalse();
                    assertThat(clicks.seen(key, START + 1)).as("%x", key).isTrue();
                });
    }

    @Test
    void decides_like_a_map_while_there_is_room() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        DuplicateClicks clicks = new DuplicateClicks(1 << 14, WINDOW);
        Map<Long, Long> model = new HashMap<>();
        long[] keys = random.longs(500).toArray();
        long now = START;

        for (int i = 0; i < 200_000; i++) {
            now += random.nextInt(60);
            long key = keys[random.nextInt(keys.length)];
            Long before = model.get(key);
            boolean expected = before != null && now - before < WINDOW;
            if (!expected) {
                model.put(key, now);
            }

            assertThat(clicks.seen(key, now)).as("seed %d, click %d", seed, i).isEqualTo(expected);
        }
        assertThat(clicks.forgotten()).isZero();
    }

    @Test
    void a_flood_never_makes_a_first_click_a_repetition() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        DuplicateClicks clicks = new DuplicateClicks(1 << 10, WINDOW);
        long bytes = clicks.bytes();
        int repetitions = 0;

        for (int i = 0; i < 1_000_000; i++) {
            if (clicks.seen(random.nextLong(), START + i / 1_000)) {
                repetitions++;
            }
        }

        assertThat(repetitions).as("seed %d", seed).isZero();
        assertThat(clicks.forgotten()).isPositive();
        assertThat(clicks.bytes()).isEqualTo(bytes);
    }

    @Test
    void of_many_event_loops_one_counts_a_click() throws Exception {
        DuplicateClicks clicks = new DuplicateClicks(1 << 18, WINDOW);
        int keys = 20_000;
        List<Future<Integer>> counted = new ArrayList<>();

        try (ExecutorService loops = Executors.newFixedThreadPool(4)) {
            for (int loop = 0; loop < 4; loop++) {
                counted.add(loops.submit(() -> countFirst(clicks, keys)));
            }
        }

        int all = 0;
        for (Future<Integer> first : counted) {
            all += first.get();
        }
        assertThat(clicks.forgotten()).isZero();
        assertThat(all).isEqualTo(keys);
    }

    private static int countFirst(DuplicateClicks clicks, int keys) {
        ClickKeys hashed = new ClickKeys(new AddressKeys(1));
        int first = 0;
        for (int key = 0; key < keys; key++) {
            byte[] address = {1, (byte) (key >> 16), (byte) (key >> 8), (byte) key};
            if (!clicks.seen(hashed.address(address), START)) {
                first++;
            }
        }
        return first;
    }
}
