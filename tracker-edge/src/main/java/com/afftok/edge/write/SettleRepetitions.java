package com.afftok.edge.write;

import com.afftok.edge.write.CountVisits.Candidate;
import com.afftok.shared.click.Bucket;
import com.afftok.shared.click.ClickEvent;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Decides which of the clicks that were just inserted count, now that no edge knows less than
/// another: two that were served at the same moment by two edges, or while edges couldn't tell each
/// other, count once. The later one moves to the duplicates.
final class SettleRepetitions {

    /// What was decided.
    ///
    /// @param clicks each in the bucket that it has in the end
    /// @param firsts which of them are their visitor's first on the link and day
    /// @param repetitions which of them were moved
    record Settled(List<ClickEvent> clicks, BitSet firsts, List<ClickEvent> repetitions) {}

    private final List<ClickEvent> clicks;
    private final long windowMillis;

    /// The first round has the first candidate of each visit; the next one the second candidates of
    /// the few visits that have one.
    private final List<List<Candidate>> rounds = new ArrayList<>();

    private final BitSet lost = new BitSet();

    /// @param clicks in the order of their time for each link
    private SettleRepetitions(List<ClickEvent> clicks, long windowMillis) {
        this.clicks = clicks;
        this.windowMillis = windowMillis;
        Map<Visit, List<Candidate>> visits = HashMap.newHashMap(clicks.size());
        for (int i = 0; i < clicks.size(); i++) {
            ClickEvent click = clicks.get(i);
            if (click.bucket().billable()) {
                add(visits, Visit.of(click), click.id().millis(), i);
            }
        }
        rounds.forEach(
                round -> round.sort((one, other) -> Visit.ORDER.compare(one.visit, other.visit)));
    }

    static Future<Settled> execute(
            SqlConnection connection, List<ClickEvent> clicks, long windowMillis) {
        SettleRepetitions settle = new SettleRepetitions(clicks, windowMillis);
        Future<?> counted = Future.succeededFuture();
        for (List<Candidate> round : settle.rounds) {
            counted = counted.compose(_ -> CountVisits.execute(connection, round, windowMillis));
        }
        return counted.map(_ -> settle.settled())
                .compose(settled ->
                        MoveToDuplicates.execute(connection, settled.repetitions()).map(settled));
    }

    private void add(Map<Visit, List<Candidate>> visits, Visit visit, long millis, int click) {
        List<Candidate> sofar = visits.computeIfAbsent(visit, _ -> new ArrayList<>(1));
        if (!sofar.isEmpty() && millis - sofar.getLast().millis < windowMillis) {
            lost.set(click);
            return;
        }
        Candidate candidate = new Candidate(visit, millis, click);
        if (rounds.size() == sofar.size()) {
            rounds.add(new ArrayList<>());
        }
        rounds.get(sofar.size()).add(candidate);
        sofar.add(candidate);
    }

    private Settled settled() {
        BitSet firsts = new BitSet();
        for (List<Candidate> round : rounds) {
            for (Candidate candidate : round) {
                lost.set(candidate.click, !candidate.counts());
                firsts.set(candidate.click, candidate.isFirst());
            }
        }
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
}
