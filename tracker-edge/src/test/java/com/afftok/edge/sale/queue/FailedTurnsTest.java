package com.afftok.edge.sale.queue;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.edge.sale.queue.PostbackQueue.Entry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Distinguishes a failing postback from a PostgreSQL that records nothing.
class FailedTurnsTest {

    private FailedTurns turns = new FailedTurns();
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
    void any_number_that_fails_lets_others_pass_and_is_found_out() {
        for (int i = 0; i < 200; i++) {
            queue("bad" + i);
        }
        Set<String> foundOut = new HashSet<>();
        List<String> recorded = new ArrayList<>();
        for (int i = 0; i < FailedTurns.MOST; i++) {
            queue("good" + i);
        }

        for (String id = turn(); !id.isEmpty(); id = turn()) {
            if (id.startsWith("good")) {
                recorded(id);
                recorded.add(id);
            } else if (failed(id)) {
                queue.remove(entry(id));
                foundOut.add(id);
            }
        }

        assertThat(recorded).containsExactly("good0", "good1", "good2", "good3", "good4");
        assertThat(foundOut).hasSize(200);
    }

    @Test
    void a_failure_counts_again_only_after_another_was_recorded() {
        queue("bad");
        for (int i = 1; i < FailedTurns.MOST; i++) {
            for (int outage = 0; outage < 10; outage++) {
                assertThat(turn()).isEqualTo("bad");
                assertThat(failed("bad")).isFalse();
            }
            queue("good" + i);
            assertThat(turn()).isEqualTo("good" + i);
            recorded("good" + i);
        }

        assertThat(turn()).isEqualTo("bad");
        assertThat(failed("bad")).isTrue();
    }

    @Test
    void when_no_more_failures_are_remembered_only_those_alone_in_their_transaction_pass() {
        turns = new FailedTurns(2);
        queue("bad1", "bad2", "bad3");
        queue.add(new Entry("sale-1", "sale", "{}"));
        queue.add(new Entry("sale-2", "sale", "{}"));
        queue("good");
        failed(turn());
        failed(turn());

        assertThat(turn()).isEqualTo("bad3");
        assertThat(failed("bad3")).isFalse();
        assertThat(turn()).isEqualTo("good");
        recorded("good");
        assertThat(turn()).isEqualTo("bad1");
    }

    @Test
    void the_first_ones_are_found_out_also_when_no_more_failures_are_remembered() {
        turns = new FailedTurns(2);
        queue("bad1", "bad2", "bad3", "1", "2", "3", "4");
        Set<String> foundOut = new HashSet<>();

        for (int i = 0; i < 18; i++) {
            String id = turn();
            if (!id.startsWith("bad")) {
                recorded(id);
            } else if (failed(id)) {
                foundOut.add(id);
            }
        }

        assertThat(foundOut).containsExactlyInAnyOrder("bad1", "bad2");
    }

    @Test
    void the_end_of_the_queue_ends_a_pass() {
        queue("a", "b");
        failed(turn());
        assertThat(turns.atStart()).isFalse();
        failed(turn());

        assertThat(turns.next(behind())).isNull();
        assertThat(turns.atStart()).isTrue();
    }

    private void queue(String... transactions) {
        for (String transaction : transactions) {
            queue.add(new Entry(transaction, transaction, "{}"));
        }
    }

    /// The next entry of this pass or the next one, as the drain finds it.
    private String turn() {
        for (int pages = 0; pages < 2 * queue.size() + 2; pages++) {
            Entry next = turns.next(behind());
            if (next != null && (!turns.full() || isAlone(next))) {
                return next.id();
            }
            if (next != null) {
                turns.passOver(next);
            }
        }
        return "";
    }

    /// A page of the queue.
    private List<Entry> behind() {
        int position = 0;
        for (int i = 0; i < queue.size(); i++) {
            if (queue.get(i).id().equals(turns.position())) {
                position = i + 1;
            }
        }
        return List.copyOf(queue.subList(position, Math.min(position + 2, queue.size())));
    }

    private boolean isAlone(Entry entry) {
        return queue.stream()
                        .filter(other -> other.transaction().equals(entry.transaction()))
                        .count()
                == 1;
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
