package com.afftok.edge.guard.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.guard.tables.Increments;
import com.afftok.edge.guard.tables.SharedCounts;
import io.vertx.core.buffer.Buffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CountMessageTest {

    private static final long NOW = 1_772_000_000_000L;

    private final Table here = new Table();
    private final Table alsoHere = new Table();
    private final Table there = new Table();
    private final Table alsoThere = new Table();
    private final List<SharedCounts> edge = List.of(here, alsoHere);
    private final List<SharedCounts> other = List.of(there, alsoThere);

    @Test
    void carries_what_was_counted_to_the_same_tables() {
        here.increments.add(7);
        here.increments.add(7);
        here.increments.add(-1);
        alsoHere.increments.add(8);

        assertThat(CountMessage.add(CountMessage.drained(1, edge), 2, other, NOW)).isTrue();

        assertThat(there.added).isEqualTo(Map.of(7L, 2, -1L, 1));
        assertThat(alsoThere.added).isEqualTo(Map.of(8L, 1));
    }

    @Test
    void is_empty_if_there_is_nothing_to_tell() {
        assertThat(CountMessage.drained(1, edge).length()).isZero();
    }

    @Test
    void is_bounded_whatever_was_counted() {
        for (long key = 1; key < 100_000; key++) {
            here.increments.add(key * 0x9E3779B97F4A7C15L);
        }

        Buffer message = CountMessage.drained(1, edge);

        assertThat(message.length()).isLessThan(CountMessage.MAX_ENTRIES * 10 + 100);
        assertThat(CountMessage.add(message, 2, other, NOW)).isTrue();
        assertThat(there.added).hasSize(CountMessage.MAX_ENTRIES);
    }

    @Test
    void an_edge_does_not_listen_to_itself() {
        here.increments.add(7);

        assertThat(CountMessage.add(CountMessage.drained(1, edge), 1, edge, NOW)).isTrue();

        assertThat(here.added).isEmpty();
    }

    @Test
    void tables_that_only_newer_edges_have_are_passed_over() {
        here.increments.add(7);
        alsoHere.increments.add(8);

        assertThat(CountMessage.add(CountMessage.drained(1, edge), 2, List.of(there), NOW))
                .isTrue();

        assertThat(there.added).isEqualTo(Map.of(7L, 1));
    }

    @Test
    void what_is_no_message_changes_nothing() {
        here.increments.add(7);
        alsoHere.increments.add(8);
        Buffer whole = CountMessage.drained(1, edge);

        for (int cut = 0; cut < whole.length(); cut++) {
            if (cut != whole.length() - 13 && cut != 9) { // a valid message with fewer tables
                assertThat(CountMessage.add(whole.slice(0, cut), 2, other, NOW)).isFalse();
            }
        }
        assertThat(CountMessage.add(whole.copy().setByte(0, (byte) 9), 2, other, NOW)).isFalse();
        assertThat(CountMessage.add(whole.copy().appendByte((byte) 0), 2, other, NOW)).isFalse();
        there.added.clear();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            if (noise.length > 0) {
                noise[0] = 1;
            }
            CountMessage.add(Buffer.buffer(noise), 2, List.of(), NOW);
        }
        assertThat(there.added).as("seed %d", seed).isEmpty();
    }

    private static final class Table implements SharedCounts {

        final Increments increments = new Increments();
        final Map<Long, Integer> added = new HashMap<>();

        @Override
        public Increments increments() {
            return increments;
        }

        @Override
        public void addFromOthers(long key, int count, long nowMillis) {
            added.merge(key, count, Integer::sum);
        }
    }
}
