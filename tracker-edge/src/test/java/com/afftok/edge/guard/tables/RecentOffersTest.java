package com.afftok.edge.guard.tables;

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
        RecentOffers offers = new RecentOffers(1 << 10, () -> WINDOW);

        assertThat(offers.touch(5, 1, START)).isEqualTo(1);
        assertThat(offers.touch(5, 1, START + 100)).isEqualTo(1);
    }

    @Test
    void begins_anew_when_the_window_is_over() {
        RecentOffers offers = new RecentOffers(1 << 10, () -> WINDOW);
        for (int offer = 1; offer <= 30; offer++) {
            offers.touch(5, offer, START);
        }

        assertThat(offers.touch(5, 1, START + WINDOW - 1)).isGreaterThan(10);
        assertThat(offers.touch(5, 1, START + WINDOW)).isEqualTo(1);
    }

    @Test
    void a_clock_that_is_set_back_forgets_nothing() {
        RecentOffers offers = new RecentOffers(1 << 10, () -> WINDOW);
        offers.touch(5, 1, START);
        int ahead = offers.touch(5, 2, START);

        assertThat(offers.touch(5, 2, START - 2_000)).isEqualTo(ahead);
    }

    @Test
    void a_visitor_who_comes_back_on_the_same_day_begins_anew_whatever_the_time_between() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int day = 24 * 3_600_000;

        for (int i = 0; i < 10_000; i++) {
            RecentOffers offers = new RecentOffers(8, () -> WINDOW);
            long first = START + random.nextInt(day);
            long later = first + WINDOW + random.nextInt(day - WINDOW);
            for (int offer = 1; offer <= 10; offer++) {
                offers.touch(5, offer, first);
            }

            assertThat(offers.touch(5, 1, later))
                    .as("seed %d, %d ms later", seed, later - first)
                    .isEqualTo(1);
        }
    }

    @Test
    void offers_touched_hours_apart_beyond_half_of_the_range_are_not_added_up() {
        RecentOffers offers = new RecentOffers(1 << 10, () -> WINDOW);
        long morning = START;
        long evening = morning + 15 * 3_600_000L;
        offers.touch(5, 1, morning);

        for (int offer = 2; offer <= 7; offer++) {
            assertThat(offers.touch(5, offer, evening + offer * 1_800_000L)).isEqualTo(1);
        }
    }

    @Test
    void a_begin_of_many_hours_ago_is_evicted_before_one_of_now() {
        RecentOffers offers = new RecentOffers(8, () -> WINDOW);
        long evening = START + 15 * 3_600_000L;
        offers.touch(1, 1, START);
        for (int visitor = 2; visitor <= 8; visitor++) {
            offers.touch((long) visitor << 44, 1, evening);
        }

        offers.touch(9L << 44, 1, evening);

        for (int visitor = 2; visitor <= 9; visitor++) {
            assertThat(offers.touch((long) visitor << 44, 5, evening))
                    .as("visitor %d", visitor)
                    .isEqualTo(2);
        }
    }

    @Test
    void a_clock_that_is_set_back_by_an_hour_does_not_keep_a_window_open() {
        RecentOffers offers = new RecentOffers(1 << 10, () -> WINDOW);
        offers.touch(5, 1, START);

        assertThat(offers.touch(5, 2, START - 3_600_000)).isEqualTo(1);
    }

    @Test
    void never_counts_more_than_a_set_would_and_seldom_much_less() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        RecentOffers offers = new RecentOffers(1 << 14, () -> WINDOW);
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

            int count = offers.touch(visitor, offer, now);

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
        RecentOffers offers = new RecentOffers(1 << 10, () -> WINDOW);
        long bytes = offers.bytes();
        int accused = 0;

        for (int i = 0; i < 300_000; i++) {
            if (offers.touch(random.nextLong(), i, START + i / 100) >= 3) {
                accused++;
            }
        }

        assertThat(offers.bytes()).isEqualTo(bytes);
        assertThat(accused).as("seed %d", seed).isZero();
    }
}
