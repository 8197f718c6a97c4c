package com.afftok.management.sale.decision;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import com.afftok.management.platform.statement.BoundColumns;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ConversionId;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// The statements that move conversions, each for any number of them, and that their moves need.
@Singleton
final class MoveRepository {

    private static final Columns<MovableRow> ROW = Columns.of(MovableRow.class);
    private static final Columns<ShareRow> SHARE = Columns.of(ShareRow.class);
    private static final Field<Long> ID = field("id", Long.class);
    private static final Field<Long> ADVERTISER = field("advertiser_id", Long.class);

    private static final String SHARES =
            """
            select s.conversion_id, cast(s.level as integer) as level, s.promoter_id, s.amount
              from unnest(?, ?) as of (advertiser, id)
              join commissions s on s.advertiser_id = of.advertiser and s.conversion_id = of.id
             order by s.level
            """;

    private static final String MOVE =
            """
            update conversions c
               set status = m.status, refunded_amount = m.refunded, commission_reversed = m.reversed,
                   status_reason = coalesce(?, status_reason),
                   needs_review = m.needs_review, hold_until = null, version = c.version + 1
              from unnest(?, ?, ?, ?, ?, ?)
                as m (advertiser, id, status, refunded, reversed, needs_review)
             where c.advertiser_id = m.advertiser and c.id = m.id
               and set_config('afftok.actor', ?, true) is not null
            """;

    private static final String TAKE_BACK =
            """
            update commissions c
               set reversed_amount = t.amount
              from unnest(?, ?, ?, ?) as t (advertiser, id, level, amount)
             where c.advertiser_id = t.advertiser and c.conversion_id = t.id and c.level = t.level
            """;

    /// A pending signed conversion is approved at the end of its holding period; a claim of a
    /// browser never is.
    private static final String RELEASE =
            """
            update conversions c
               set needs_review = false, reviewed_at = now(), status_reason = ?,
                   hold_until = case when c.status = 'pending' and c.source = 'postback'
                                     then c.created_at + make_interval(days =>
                                           (select holding_days
                                              from offer_terms_at(
                                                   c.offer_id, coalesce(cast(? as timestamptz), c.created_at)))) end,
                   version = c.version + 1
             where c.advertiser_id = ? and c.id = ?
               and set_config('afftok.actor', ?, true) is not null
            """;

    private static final String TELL =
            """
            insert into outbox (event, advertiser_id, promoter_id, offer_id, payload)
            select t.event, c.advertiser_id, c.promoter_id, c.offer_id,
                   conversion_payload(c, t.click, t.digits, t.commission_digits)
              from unnest(?, ?, ?, ?, ?, ?) with ordinality
                as t (event, advertiser, id, click, digits, commission_digits, place)
              join conversions c on c.advertiser_id = t.advertiser and c.id = t.id
             order by t.place
            """;

    private final Statements statements;

    MoveRepository(Statements statements) {
        this.statements = statements;
    }

    /// A move to write.
    ///
    /// @param reversed the reversed part of the promoter's commission, in all
    record MoveRow(
            long advertiser,
            long id,
            String status,
            BigDecimal refunded,
            BigDecimal reversed,
            boolean needsReview) {}

    /// The reversed part of a commission, in all.
    record TakenBackRow(long advertiser, long id, int level, BigDecimal amount) {}

    /// A webhook event of a move.
    ///
    /// @param click the code of the click
    record EventRow(
            String event,
            long advertiser,
            long id,
            @Nullable String click,
            int digits,
            int commissionDigits) {}

    /// Locks conversions until the end of the transaction; also superseded ones, which are rejected
    /// and so do not move again.
    ///
    /// @param advertiser restricts them to this advertiser's; null for all
    List<MovableRow> lock(Collection<ConversionId> ids, @Nullable AccountId advertiser) {
        return lock(
                new Filters()
                        .is(ADVERTISER, advertiser == null ? null : advertiser.value())
                        .with(ids, in -> ID.in(in.stream().map(ConversionId::value).toList()))
                        .all());
    }

    List<MovableRow> lockOfClick(long advertiser, UUID click) {
        return lock(ADVERTISER.eq(advertiser).and(field("click_id", UUID.class).eq(click)));
    }

    /// In the order of their ids, so that concurrent locks cannot deadlock.
    private List<MovableRow> lock(Condition condition) {
        return statements.list(
                ROW,
                sql ->
                        sql.select(ROW.all())
                                .from(table("conversions"))
                                .where(condition)
                                .orderBy(ID)
                                .forUpdate());
    }

    /// Ordered by level.
    List<ShareRow> shares(List<MovableRow> conversions) {
        BoundColumns<MovableRow> of = new BoundColumns<>(conversions);
        return statements.list(
                SHARE,
                sql ->
                        sql.resultQuery(
                                SHARES,
                                of.longs(MovableRow::advertiserId),
                                of.longs(MovableRow::id)));
    }

    /// @param reason null keeps the present ones
    void move(List<MoveRow> moves, @Nullable String reason, String actor) {
        BoundColumns<MoveRow> of = new BoundColumns<>(moves);
        statements.run(sql ->
                sql.execute(
                        MOVE,
                        reason,
                        of.longs(MoveRow::advertiser),
                        of.longs(MoveRow::id),
                        of.texts(MoveRow::status),
                        of.amounts(MoveRow::refunded),
                        of.amounts(MoveRow::reversed),
                        of.flags(MoveRow::needsReview),
                        actor));
    }

    void takeBack(List<TakenBackRow> parts) {
        BoundColumns<TakenBackRow> of = new BoundColumns<>(parts);
        statements.run(sql ->
                sql.execute(
                        TAKE_BACK,
                        of.longs(TakenBackRow::advertiser),
                        of.longs(TakenBackRow::id),
                        of.ints(TakenBackRow::level),
                        of.amounts(TakenBackRow::amount)));
    }

    /// Ends the hold for review.
    ///
    /// @param clicked the time of its click, whose terms apply; null without a click
    void release(long advertiser, long id, @Nullable Instant clicked, String reason, String actor) {
        statements.run(sql -> sql.execute(RELEASE, reason, clicked, advertiser, id, actor));
    }

    void tell(List<EventRow> events) {
        BoundColumns<EventRow> of = new BoundColumns<>(events);
        statements.run(sql ->
                sql.execute(
                        TELL,
                        of.texts(EventRow::event),
                        of.longs(EventRow::advertiser),
                        of.longs(EventRow::id),
                        of.texts(EventRow::click),
                        of.ints(EventRow::digits),
                        of.ints(EventRow::commissionDigits)));
    }
}
