package com.afftok.edge.write;

import static com.afftok.edge.write.Columns.longs;

import com.afftok.edge.write.CountVisits.Candidate;
import com.afftok.edge.write.CountVisits.VisitorDay;
import com.afftok.shared.click.Bucket;
import com.afftok.shared.click.ClickEvent;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Decides which of the inserted clicks count, with the knowledge of all edges: two clicks that
/// different edges served simultaneously, or while edges could not communicate, count once. The
/// later one becomes a duplicate.
///
/// Each round queries PostgreSQL for one click of each visit, the earliest first. Later clicks
/// within the window of the counted click, which is this one or one already recorded, are
/// repetitions. The next click after those, which few visits have, is part of the next round.
final class SettleRepetitions {

    /// The decisions.
    ///
    /// @param clicks each in its final bucket
    /// @param firsts the first clicks of their visitors on the link and day
    /// @param repetitions the clicks that became duplicates
    record Settled(List<ClickEvent> clicks, BitSet firsts, List<ClickEvent> repetitions) {}

    private final List<ClickEvent> clicks;
    private final long windowMillis;
    private final List<Candidate> earliest = new ArrayList<>();
    private final BitSet firsts = new BitSet();
    private final BitSet lost = new BitSet();

    /// @param clicks ordered by time for each link
    private SettleRepetitions(List<ClickEvent> clicks, long windowMillis) {
        this.clicks = clicks;
        this.windowMillis = windowMillis;
        Map<VisitorDay, Candidate> latest = HashMap.newHashMap(clicks.size());
        for (int i = 0; i < clicks.size(); i++) {
            ClickEvent click = clicks.get(i);
            if (click.bucket().billable()) {
                Candidate candidate = new Candidate(VisitorDay.of(click), click.id().millis(), i);
                Candidate before = latest.put(candidate.visit, candidate);
                if (before == null) {
                    earliest.add(candidate);
                } else {
                    before.next = candidate;
                }
            }
        }
        earliest.sort((one, other) -> VisitorDay.ORDER.compare(one.visit, other.visit));
    }

    static Future<Settled> execute(
            SqlConnection connection, List<ClickEvent> clicks, long windowMillis) {
        SettleRepetitions settle = new SettleRepetitions(clicks, windowMillis);
        Promise<Void> decided = Promise.promise();
        settle.round(connection, settle.earliest, decided);
        return decided.future()
                .map(_ -> settle.settled())
                .compose(settled ->
                        MoveToDuplicates.execute(connection, settled.repetitions()).map(settled));
    }

    /// @param candidates at most one of each visit, in the order of visits
    private void round(
            SqlConnection connection, List<Candidate> candidates, Promise<Void> decided) {
        if (candidates.isEmpty()) {
            decided.complete();
            return;
        }
        CountVisits.execute(connection, candidates, windowMillis)
                .map(_ -> next(candidates))
                .onComplete(next -> round(connection, next, decided), decided::fail);
    }

    private List<Candidate> next(List<Candidate> decided) {
        List<Candidate> next = new ArrayList<>();
        for (Candidate candidate : decided) {
            lost.set(candidate.click, !candidate.counts());
            firsts.set(candidate.click, candidate.isFirst());
            Candidate after = candidate.next;
            while (after != null && candidate.makesRepetition(after, windowMillis)) {
                lost.set(after.click);
                after = after.next;
            }
            if (after != null) {
                next.add(after);
            }
        }
        return next;
    }

    private Settled settled() {
        if (lost.isEmpty()) {
            return new Settled(clicks, firsts, List.of());
        }
        List<ClickEvent> settled = new ArrayList<>(clicks);
        List<ClickEvent> repetitions = new ArrayList<>();
        lost.stream()
                .forEach(i -> {
                    ClickEvent repetition = clicks.get(i).in(Bucket.DUPLICATE);
                    settled.set(i, repetition);
                    repetitions.add(repetition);
                });
        return new Settled(settled, firsts, repetitions);
    }

    /// Moves clicks of the same transaction to the duplicates.
    static final class MoveToDuplicates {

        private static final String SQL =
                """
                update clicks c set bucket = 'duplicate'
                  from unnest($1::bigint[], $2::uuid[], $3::timestamptz[])
                         as repetition (advertiser_id, click_id, clicked_at)
                 where c.advertiser_id = repetition.advertiser_id
                   and c.click_id = repetition.click_id
                   and c.clicked_at = repetition.clicked_at
                """;

        private MoveToDuplicates() {}

        static Future<?> execute(SqlConnection connection, List<ClickEvent> clicks) {
            if (clicks.isEmpty()) {
                return Future.succeededFuture();
            }
            return connection
                    .preparedQuery(SQL)
                    .execute(
                            Tuple.of(
                                    longs(clicks, c -> c.advertiser().value()),
                                    Columns.of(clicks, UUID[]::new, c -> c.id().uuid()),
                                    Columns.of(
                                            clicks,
                                            OffsetDateTime[]::new,
                                            c -> c.id().time().atOffset(ZoneOffset.UTC))));
        }
    }
}
