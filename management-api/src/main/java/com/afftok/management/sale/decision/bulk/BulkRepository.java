package com.afftok.management.sale.decision.bulk;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import com.afftok.management.platform.statement.BoundColumns;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import com.afftok.management.sale.order.ListedConversions.Listed;
import com.afftok.shared.id.AccountId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/// The statements about decisions in bulk.
@Singleton
final class BulkRepository {

    private static final Columns<BulkRow> ROW = Columns.of(BulkRow.class);
    private static final Columns<ItemRow> ITEM = Columns.of(ItemRow.class);
    private static final Columns<Listed> LISTED = Columns.of(Listed.class);
    private static final Table<Record> BULK = table("bulk_decisions");
    private static final Table<Record> ITEMS = table("bulk_decision_items");
    private static final Field<Long> ID = field("id", Long.class);
    private static final Field<Long> ADVERTISER = field("advertiser_id", Long.class);
    private static final Field<Long> BULK_ID = field("bulk_id", Long.class);
    private static final Field<Long> CONVERSION = field("conversion_id", Long.class);
    private static final Field<Instant> CREATED_AT = field("created_at", Instant.class);
    private static final Field<Instant> STEPPED_AT = field("stepped_at", Instant.class);
    private static final Field<Instant> FINISHED_AT = field("finished_at", Instant.class);
    private static final Field<String> FATE = field("fate", String.class);

    private static final String SETTLE =
            """
            update bulk_decision_items i
               set fate = f.fate, problem = cast(f.problem as jsonb)
              from unnest(?, ?, ?) as f (conversion, fate, problem)
             where i.bulk_id = ? and i.conversion_id = f.conversion
            """;

    private static final String STEPPED =
            """
            update bulk_decisions b
               set stepped_at = cast(? as timestamptz),
                   finished_at = case when not exists (
                                     select from bulk_decision_items i
                                      where i.bulk_id = b.id and i.fate is null)
                                 then cast(? as timestamptz) end
             where id = ?
            """;

    private final Statements statements;

    BulkRepository(Statements statements) {
        this.statements = statements;
    }

    /// The decisions in progress that are restricted to the advertiser, or to none. They are
    /// counted by one transaction at a time.
    long countOpen(@Nullable AccountId advertiser) {
        long key = advertiser == null ? 0 : advertiser.value();
        statements.run(sql ->
                sql.execute(
                        "select pg_advisory_xact_lock(hashtextextended('bulk decisions', ?))",
                        key));
        return statements.count(sql ->
                sql.selectCount()
                        .from(BULK)
                        .where(
                                FINISHED_AT.isNull(),
                                advertiser == null
                                        ? ADVERTISER.isNull()
                                        : ADVERTISER.eq(advertiser.value())));
    }

    BulkRow add(
            @Nullable AccountId advertiser,
            @Nullable Long user,
            @Nullable Long admin,
            BulkRequest request,
            int conversions,
            Instant now) {
        return statements.run(sql ->
                sql.insertInto(BULK)
                        .set(ADVERTISER, advertiser == null ? null : advertiser.value())
                        .set(field("user_id", Long.class), user)
                        .set(field("admin_id", Long.class), admin)
                        .set(field("decision", String.class), request.decision())
                        .set(field("reason", String.class), request.reason())
                        .set(field("conversions", Integer.class), conversions)
                        .set(field("created_at", Instant.class), now)
                        .set(STEPPED_AT, now)
                        .returningResult(ROW.all())
                        .fetchSingle(ROW::row));
    }

    void addItems(long bulk, List<Listed> conversions) {
        BoundColumns<Listed> of = new BoundColumns<>(conversions);
        statements.run(sql ->
                sql.execute(
                        """
                        insert into bulk_decision_items (bulk_id, conversion_id, amount, currency)
                        select ?, item.* from unnest(?, ?, ?) as item
                        """,
                        bulk,
                        of.longs(Listed::conversionId),
                        of.amounts(Listed::amount),
                        of.texts(Listed::currency)));
    }

    /// The ids of conversions that a filter selects.
    ///
    /// @param advertiser restricts them to this advertiser's; null for all
    List<Long> select(@Nullable AccountId advertiser, BulkRequest.Filter filter, int limit) {
        Condition condition =
                new Filters()
                        .is(ADVERTISER, advertiser == null ? null : advertiser.value())
                        .is(field("status", String.class), filter.status())
                        .is(field("is_claim", Boolean.class), filter.claims())
                        .is(field("offer_id", Long.class), filter.offerId())
                        .is(field("promoter_id", Long.class), filter.promoterId())
                        .with(filter.from(), CREATED_AT::ge)
                        .with(filter.to(), CREATED_AT::lt)
                        .all();
        return statements.run(sql ->
                sql.select(ID)
                        .from("conversions")
                        .where(condition)
                        .orderBy(ID)
                        .limit(limit)
                        .fetch(ID));
    }

    /// Newest first.
    ///
    /// @param before the last one of the previous page
    List<BulkRow> list(@Nullable AccountId advertiser, @Nullable Long before, int limit) {
        return statements.list(
                ROW,
                sql ->
                        sql.select(ROW.all())
                                .from(BULK)
                                .where(of(advertiser).with(before, ID::lt).all())
                                .orderBy(ID.desc())
                                .limit(limit));
    }

    Optional<BulkRow> find(long id, @Nullable AccountId advertiser) {
        return statements
                .list(
                        ROW,
                        sql ->
                                sql.select(ROW.all())
                                        .from(BULK)
                                        .where(of(advertiser).is(ID, id).all()))
                .stream()
                .findFirst();
    }

    /// An advertiser sees its own; administrators see all.
    private static Filters of(@Nullable AccountId advertiser) {
        return new Filters().is(ADVERTISER, advertiser == null ? null : advertiser.value());
    }

    /// The number of conversions of each fate; of those that are not decided under the empty text.
    Map<String, Integer> fates(long bulk) {
        return statements.run(sql ->
                sql.select(coalesce(FATE, ""), count())
                        .from(ITEMS)
                        .where(BULK_ID.eq(bulk))
                        .groupBy(FATE)
                        .fetchMap(Record2::value1, Record2::value2));
    }

    /// @param after the last one of the previous page
    List<ItemRow> items(long bulk, @Nullable String fate, @Nullable Long after, int limit) {
        return statements.list(
                ITEM,
                sql ->
                        sql.select(
                                        ITEM.from(
                                                "bulk_decision_items",
                                                field("cast(problem as text)", String.class)
                                                        .as("problem")))
                                .from(ITEMS)
                                .where(
                                        new Filters()
                                                .is(BULK_ID, bulk)
                                                .is(FATE, fate)
                                                .with(after, CONVERSION::gt)
                                                .all())
                                .orderBy(CONVERSION)
                                .limit(limit));
    }

    /// The decision in progress whose last step is the longest ago.
    Optional<BulkRow> next() {
        return statements
                .list(
                        ROW,
                        sql ->
                                sql.select(ROW.all())
                                        .from(BULK)
                                        .where(FINISHED_AT.isNull())
                                        .orderBy(STEPPED_AT, ID)
                                        .limit(1))
                .stream()
                .findFirst();
    }

    /// The first conversions that are not decided.
    List<Long> open(long bulk, int limit) {
        return statements.run(sql ->
                sql.select(CONVERSION)
                        .from(ITEMS)
                        .where(BULK_ID.eq(bulk), FATE.isNull())
                        .orderBy(CONVERSION)
                        .limit(limit)
                        .fetch(CONVERSION));
    }

    /// Locks those conversions of the decision that are not decided yet, except those that another
    /// instance decides.
    List<Listed> lock(long bulk, List<Long> conversions) {
        return statements.list(
                LISTED,
                sql ->
                        sql.select(LISTED.all())
                                .from(ITEMS)
                                .where(BULK_ID.eq(bulk), FATE.isNull(), CONVERSION.in(conversions))
                                .orderBy(CONVERSION)
                                .forUpdate()
                                .skipLocked());
    }

    void settle(long bulk, List<ItemRow> items) {
        BoundColumns<ItemRow> of = new BoundColumns<>(items);
        statements.run(sql ->
                sql.execute(
                        SETTLE,
                        of.longs(ItemRow::conversionId),
                        of.texts(ItemRow::fate),
                        of.texts(ItemRow::problem),
                        bulk));
    }

    /// Ends the step, and the decision if all are decided.
    void stepped(long bulk, Instant now) {
        statements.run(sql -> sql.execute(STEPPED, now, now, bulk));
    }

    int forget(Instant finishedBefore) {
        return statements.run(
                sql -> sql.deleteFrom(BULK).where(FINISHED_AT.lt(finishedBefore)).execute());
    }
}
