package com.afftok.edge.write;

import static com.afftok.edge.write.Columns.longs;

import com.afftok.shared.click.ClickEvent;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Records that a visitor's click on a link counted, unless another one within the window has
/// counted already.
///
/// Rows are locked in the order of their keys, so that two writers cannot deadlock; the second one
/// waits for the commit of the first one and then sees its rows.
final class CountVisits {

    /// A click that may count, and its result.
    static final class Candidate {

        final VisitorDay visit;
        final long millis;

        /// Its index among the clicks that are written.
        final int click;

        /// The next click of the visit.
        @Nullable Candidate next;

        private boolean counts = true;
        private boolean first = true;

        /// The time of the counted click that makes those within the window repetitions; null if
        /// this click repeats one that another writer has just recorded.
        private @Nullable Long countedAt;

        Candidate(VisitorDay visit, long millis, int click) {
            this.visit = visit;
            this.millis = millis;
            this.click = click;
            this.countedAt = millis;
        }

        boolean counts() {
            return counts;
        }

        /// Whether a later click of the visit is a repetition, as far as this one's result tells.
        boolean makesRepetition(Candidate later, long windowMillis) {
            return countedAt != null && Math.abs(later.millis - countedAt) < windowMillis;
        }

        /// Whether it is the first counted click of its day.
        boolean isFirst() {
            return counts && first;
        }
    }

    /// Returns no row for the many clicks that are the first of their day. For a repetition it
    /// returns the time of the counted click, as known at the start of the statement.
    private static final String SQL =
            """
            with candidate as (
              select unnest($1::bigint[]) as advertiser_id, unnest($2::bigint[]) as link_id,
                     unnest($3::bigint[]) as visitor, unnest($4::integer[]) as day,
                     unnest($5::smallint[]) as slot, unnest($6::bigint[]) as counted_at,
                     generate_series(0, cardinality($1::bigint[]) - 1) as row
            ), noted as (
              insert into click_visitors as v (advertiser_id, link_id, visitor, day, slot, counted_at)
              select advertiser_id, link_id, visitor, day, slot, counted_at from candidate
              on conflict (advertiser_id, link_id, visitor, day, slot) do update
                set counted_at = greatest(v.counted_at, excluded.counted_at),
                    counted = v.counted + 1
                where v.counted_at is null
                   or abs(excluded.counted_at - v.counted_at) >= $7
              returning advertiser_id, link_id, visitor, day, counted
            )
            select row, counted is not null as counts,
                   case when counted is null then (
                     select v.counted_at from click_visitors v
                      where v.advertiser_id = candidate.advertiser_id
                        and v.link_id = candidate.link_id and v.visitor = candidate.visitor
                        and v.day = candidate.day and v.slot = candidate.slot
                   ) end as counted_at
              from candidate left join noted using (advertiser_id, link_id, visitor, day)
             where counted is null or counted > 1
            """;

    private CountVisits() {}

    /// Completes when the result of each candidate is known.
    ///
    /// @param candidates at most one of each visit, in order
    static Future<?> execute(
            SqlConnection connection, List<Candidate> candidates, long windowMillis) {
        return connection
                .preparedQuery(SQL)
                .execute(columns(candidates, windowMillis))
                .onSuccess(rows ->
                        rows.forEach(row -> {
                            Candidate candidate = candidates.get(row.getInteger(0));
                            candidate.first = false;
                            candidate.counts = row.getBoolean(1);
                            if (!candidate.counts) {
                                candidate.countedAt = row.getLong(2);
                            }
                        }));
    }

    private static Tuple columns(List<Candidate> candidates, long windowMillis) {
        return Tuple.from(
                new Object[] {
                    longs(candidates, c -> c.visit.advertiser()),
                    longs(candidates, c -> c.visit.link()),
                    longs(candidates, c -> c.visit.visitor()),
                    Columns.of(candidates, Integer[]::new, c -> c.visit.day()),
                    Columns.of(candidates, Short[]::new, c -> c.visit.slot()),
                    longs(candidates, c -> c.millis),
                    windowMillis
                });
    }

    /// A visitor's clicks on a link on a UTC day, of which the first counted one is a unique.
    record VisitorDay(long advertiser, long link, long visitor, int day) {

        static final Comparator<VisitorDay> ORDER =
                Comparator.comparingLong(VisitorDay::advertiser)
                        .thenComparingLong(VisitorDay::link)
                        .thenComparingLong(VisitorDay::visitor)
                        .thenComparingInt(VisitorDay::day);

        private static final int SLOTS = 16;
        private static final long DAY_MILLIS = 24 * 3_600_000;

        static VisitorDay of(ClickEvent click) {
            return new VisitorDay(
                    click.advertiser().value(),
                    click.id().link().value(),
                    click.visitor(),
                    (int) (click.id().millis() / DAY_MILLIS));
        }

        /// The partition of `click_visitors` for the day.
        short slot() {
            return (short) (day % SLOTS);
        }
    }
}
