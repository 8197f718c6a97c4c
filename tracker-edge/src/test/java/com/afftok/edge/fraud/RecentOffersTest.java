package com.afftok.edge.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecentOffersTest {

    private static final int WINDOW = 3_000;
    private static final long START = 1_772_000_000_000L;

    @Test
    void counts_an_offer_once() {
        RecentOffers offers = new RecentOffers(1 << 10);

        assertThat(offers.touch(5, 1, START, WINDOW)).isEqualTo(1);
        assertThat(offers.touch(5, 1, START + 100, WINDOW)).isEqualTo(1);
    }

    @Test
    void begins_anew_when_the_window_is_over() {
        RecentOffers offers = new RecentOffers(1 << 10);
        for (int offer = 1; offer <= 30; offer++) {
            offers.touch(5, offer, START, WINDOW);
        }

        assertThat(offers.touch(5, 1, START + WINDOW - 1, WINDOW)).isGreaterThan(10);
        assertThat(offers.touch(5, 1, START + WINDOW, WINDOW)).isEqualTo(1);
    }

    @Test
    void a_clock_that_is_set_back_forgets_nothing() {
        RecentOffers offers = new RecentOffers(1 << 10);
        offers.touch(5, 1, START, WINDOW);
        int ahead = offers.touch(5, 2, START, WINDOW);

        assertThat(offers.touch(5, 2, START - 2_000, WINDOW)).isEqualTo(ahead);
    }

    @Test
    void never_counts_more_than_a_set_would_and_seldom_much_less() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        RecentOffers offers = new RecentOffers(1 << 14);
        Map<Long, Set<Long>> touched = new HashMap<>();
        Map<Long, Long> begun = new HashMap<>();
        long[] visitors = random.longs(200).toArray();
        long now = START;
        long counted = 0;
        long real = 0;

        for (int i = 0; i < 50_000; i++) {
            now += random.nextInt(4);
            long visitor = visitors[random.nextInt(visitors.length)];
            long offer = 1L + random.nextInt(10);
            long tick = now / 100;
            if ((tick - begun.getOrDefault(visitor, -1_000L)) * 100 >= WINDOW) {
                begun.put(visitor, tick);
                touched.put(visitor, new HashSet<>());
            }
            Set<Long> set = touched.getOrDefault(visitor, Set.of());
            set.add(offer);

            int count = offers.touch(visitor, offer, now, WINDOW);

            assertThat(count).as("seed %d, touch %d", seed, i).isBetween(1, set.size());
            counted += count;
            real += set.size();
        }
        assertThat(counted).as("seed %d", seed).isGreaterThan(real * 8 / 10);
    }

    @Test
    void a_flood_accuses_nobody_who_was_not_there() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        RecentOffers offers = new RecentOffers(1 << 10);
        long bytes = offers.bytes();
        int accused = 0;

        for (int i = 0; i < 300_000; i++) {
            if (offers.touch(random.nextLong(), i, START + i / 100, WINDOW) >= 3) {
                accused++;
            }
        }

        assertThat(offers.bytes()).isEqualTo(bytes);
        assertThat(accused).as("seed %d", seed).isZero();
    }
}
