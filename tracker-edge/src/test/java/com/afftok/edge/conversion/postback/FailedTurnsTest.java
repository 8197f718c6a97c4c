package com.afftok.edge.conversion.postback;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.conversion.postback.PostbackQueue.Entry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A postback that fails while others are recorded is told from a PostgreSQL that records nothing.
class FailedTurnsTest {

    private final FailedTurns turns = new FailedTurns();
    private final List<Entry> queue = new ArrayList<>();

    @Test
    void all_have_their_turn_in_their_order() {
        queue("a", "b");

        assertThat(turn()).isEqualTo("a");
        recorded("a");
        assertThat(turn()).isEqualTo("b");
        recorded("b");
        assertThat(turn()).isEmpty();
    }

    @Test
    void one_that_fails_while_others_are_recorded_is_found_out() {
        queue("bad", "1", "2", "3", "4", "5", "6");
        for (int i = 1; i < FailedTurns.MOST; i++) {
            assertThat(turn()).isEqualTo("bad");
            assertThat(failed("bad")).isFalse();
            assertThat(turn()).isEqualTo(Integer.toString(i));
            recorded(Integer.toString(i));
        }

        assertThat(turn()).isEqualTo("bad");
        assertThat(failed("bad")).isTrue();
    }

    @Test
    void while_none_is_recorded_none_is_found_out() {
        queue("a", "b", "c");

        for (int i = 0; i < 100; i++) {
            assertThat(failed(turn())).isFalse();
        }
    }

    @Test
    void nor_is_one_that_waits_alone() {
        queue("a");

        for (int i = 0; i < 100; i++) {
            assertThat(turn()).isEqualTo("a");
            assertThat(failed("a")).isFalse();
        }
    }

    @Test
    void a_later_one_of_the_same_transaction_does_not_pass() {
        queue.add(new Entry("1", "sale", "{}"));
        queue.add(new Entry("2", "sale", "{}"));
        queue.add(new Entry("3", "another", "{}"));
        assertThat(turn()).isEqualTo("1");
        failed("1");

        assertThat(turn()).isEqualTo("3");
        failed("3");
        assertThat(turn()).isEqualTo("1");
    }

    @Test
    void no_more_than_a_few_let_others_pass() {
        for (int i = 0; i < 20; i++) {
            queue(Integer.toString(i));
        }
        for (int i = 0; i < FailedTurns.MOST_WAITING; i++) {
            assertThat(turn()).isEqualTo(Integer.toString(i));
            failed(Integer.toString(i));
        }

        assertThat(turn()).isEqualTo("0");
    }

    private void queue(String... transactions) {
        for (String transaction : transactions) {
            queue.add(new Entry(transaction, transaction, "{}"));
        }
    }

    private String turn() {
        Entry next = turns.next(queue);
        return next == null ? "" : next.id();
    }

    private boolean failed(String id) {
        return turns.failed(entry(id));
    }

    private void recorded(String id) {
        turns.recorded();
        queue.remove(entry(id));
    }

    private Entry entry(String id) {
        return queue.stream().filter(entry -> entry.id().equals(id)).findFirst().orElseThrow();
    }
}
