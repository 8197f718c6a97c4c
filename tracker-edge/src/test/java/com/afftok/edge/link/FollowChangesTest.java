package com.afftok.edge.link;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;
import com.afftok.shared.link.LinkChange;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FollowChangesTest {

    private final List<Set<LinkChange>> rounds = new ArrayList<>();
    private final List<Promise<Void>> ends = new ArrayList<>();
    private final AtomicInteger tooMany = new AtomicInteger();
    private final FollowChanges<LinkChange> follow =
            new FollowChanges<>(this::round, tooMany::incrementAndGet);

    private Future<?> round(Set<LinkChange> changes) {
        Promise<Void> end = Promise.promise();
        rounds.add(changes);
        ends.add(end);
        return end.future();
    }

    @Test
    void takes_all_that_was_announced_during_a_round_in_the_next_one() {
        for (int offer = 1; offer <= 5000; offer++) {
            follow.add(new LinkChange.OfOffer(new OfferId(offer)));
        }

        assertThat(rounds).containsExactly(Set.of(new LinkChange.OfOffer(new OfferId(1))));
        ends.getFirst().complete();
        assertThat(rounds).hasSize(2);
        assertThat(rounds.getLast()).hasSize(4999);
    }

    @Test
    void begins_no_round_before_the_one_under_way_has_ended() {
        LinkChange change = new LinkChange.OfLink(new LinkId(1));
        follow.add(change);

        follow.add(change);
        follow.add(change);

        assertThat(rounds).hasSize(1);
        ends.getFirst().complete();
        assertThat(rounds).hasSize(2);
        ends.getLast().complete();
        assertThat(rounds).hasSize(2);
        follow.add(change);
        assertThat(rounds).hasSize(3);
    }

    @Test
    void goes_on_after_a_round_that_throws() {
        AtomicInteger tried = new AtomicInteger();
        FollowChanges<Integer> faulty =
                new FollowChanges<>(
                        _ -> {
                            tried.incrementAndGet();
                            throw new IllegalStateException("a fault");
                        },
                        tooMany::incrementAndGet);

        faulty.add(1);
        faulty.add(2);

        assertThat(tried).hasValue(2);
    }

    @Test
    void takes_more_than_may_wait_for_a_gap() {
        for (int link = 1; link <= FollowChanges.MOST_WAITING + 2; link++) {
            follow.add(new LinkChange.OfLink(new LinkId(link)));
        }

        assertThat(tooMany).hasValue(1);
        ends.getFirst().complete();
        assertThat(rounds).hasSize(1);
    }
}
