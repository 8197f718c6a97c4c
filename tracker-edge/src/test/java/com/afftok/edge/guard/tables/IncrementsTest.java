package com.afftok.edge.guard.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IncrementsTest {

    @Test
    void says_each_thing_once() {
        Increments increments = new Increments();
        increments.add(7);
        increments.add(7);
        increments.add(-3);

        assertThat(drained(increments)).isEqualTo(Map.of(7L, 2, -3L, 1));
        assertThat(drained(increments)).isEmpty();

        increments.add(7);

        assertThat(drained(increments)).isEqualTo(Map.of(7L, 1));
    }

    @Test
    void counts_what_it_has_no_room_for() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Increments increments = new Increments();
        int added = 100_000;
        for (int i = 0; i < added; i++) {
            increments.add(random.nextLong() | 1);
        }

        Map<Long, Integer> told = drained(increments);

        assertThat(told).as("seed %d", seed).hasSizeBetween(1, Increments.SLOTS);
        assertThat(told.values().stream().mapToInt(Integer::intValue).sum() + increments.dropped())
                .isEqualTo(added);
    }

    private static Map<Long, Integer> drained(Increments increments) {
        Map<Long, Integer> told = new HashMap<>();
        increments.drainTo(told::put);
        return told;
    }
}
