package com.afftok.management.sale.version;

import static org.jooq.impl.DSL.countDistinct;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.greatest;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import com.afftok.shared.id.AccountId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// The statements of a table whose rows are versions of terms, like `commission_rules`.
public abstract class VersionTable<R extends Version> {

    private static final Field<Long> ID = field("v.id", Long.class);
    private static final Field<Long> SERIES = field("v.series_id", Long.class);
    private static final Field<Long> ADVERTISER = field("v.advertiser_id", Long.class);
    private static final Field<Long> OFFER = field("v.offer_id", Long.class);
    private static final Field<Long> PROMOTER = field("v.promoter_id", Long.class);
    private static final Field<Instant> FROM = field("v.effective_from", Instant.class);
    private static final Field<Instant> UNTIL = field("v.effective_until", Instant.class);

    private final Statements statements;
    private final String name;
    private final Table<Record> table;
    private final Columns<R> columns;
    private final List<Field<?>> selected;

    /// The statements of a table.
    ///
    /// @param instead replaces the columns of the same name; the row is `v`
    protected VersionTable(Statements statements, String table, Class<R> row, Field<?>... instead) {
        this.statements = statements;
        this.name = table;
        this.table = DSL.table(name(table)).as("v");
        this.columns = Columns.of(row);
        this.selected = columns.from("v", instead);
    }

    private SelectConditionStep<Record> select(DSLContext sql, Condition condition) {
        return sql.select(selected).from(table).where(condition);
    }

    private static Filters of(@Nullable AccountId advertiser) {
        return new Filters().is(ADVERTISER, advertiser == null ? null : advertiser.value());
    }

    /// The versions of the terms with this id, which may also be that of a version.
    private Condition isOfSeries(long id) {
        return SERIES.eq(
                DSL.select(field("s.series_id", Long.class))
                        .from(DSL.table(name(name)).as("s"))
                        .where(field("s.id", Long.class).eq(id)));
    }

    /// The last version.
    ///
    /// @param id of the terms, or of one of their versions
    /// @param advertiser restricts them to this advertiser's; null for all
    public Optional<R> find(long id, @Nullable AccountId advertiser) {
        return statements
                .list(
                        columns,
                        sql ->
                                select(sql, of(advertiser).all().and(isOfSeries(id)))
                                        .orderBy(ID.desc())
                                        .limit(1))
                .stream()
                .findFirst();
    }

    /// The last version of terms that apply to a promoter: of an offer that it has a link of, for
    /// all promoters or for itself.
    public Optional<R> findFor(AccountId promoter, long id) {
        return statements
                .list(
                        columns,
                        sql ->
                                select(sql, appliesTo(promoter).and(isOfSeries(id)))
                                        .orderBy(ID.desc())
                                        .limit(1))
                .stream()
                .findFirst();
    }

    private static Condition appliesTo(AccountId promoter) {
        return PROMOTER.isNull()
                .or(PROMOTER.eq(promoter.value()))
                .and(
                        DSL.exists(
                                DSL.selectOne()
                                        .from(DSL.table("user_offers").as("l"))
                                        .where(
                                                field("l.offer_id", Long.class).eq(OFFER),
                                                field("l.promoter_id", Long.class)
                                                        .eq(promoter.value()))));
    }

    /// The last version, locked with all others until the end of the transaction.
    public Optional<R> lock(long id, @Nullable AccountId advertiser) {
        statements.run(sql ->
                sql.select(ID)
                        .from(table)
                        .where(of(advertiser).all().and(isOfSeries(id)).and(ID.eq(SERIES)))
                        .forUpdate()
                        .fetch());
        return find(id, advertiser);
    }

    /// The last version of each, newest first.
    ///
    /// @param advertiser restricts them to this advertiser's; null for all
    public List<R> list(
            @Nullable AccountId advertiser, VersionSearch search, Instant now, int limit) {
        return list(of(advertiser).all(), search, now, limit);
    }

    /// The same of terms that apply to a promoter.
    public List<R> listFor(AccountId promoter, VersionSearch search, Instant now, int limit) {
        return list(appliesTo(promoter), search, now, limit);
    }

    private List<R> list(Condition visible, VersionSearch search, Instant now, int limit) {
        Condition last =
                DSL.notExists(
                        DSL.selectOne()
                                .from(DSL.table(name(name)).as("n"))
                                .where(
                                        field("n.series_id", Long.class).eq(SERIES),
                                        field("n.id", Long.class).gt(ID)));
        return statements.list(
                columns,
                sql ->
                        select(
                                        sql,
                                        new Filters()
                                                .is(OFFER, search.offerId())
                                                .is(PROMOTER, search.promoterId())
                                                .with(Cursor.id(search.cursor()), SERIES::lt)
                                                .all())
                                .and(visible)
                                .and(last)
                                .and(is(search.status(), now))
                                .orderBy(SERIES.desc())
                                .limit(limit));
    }

    private static Condition is(@Nullable String status, Instant now) {
        Condition over = UNTIL.le(now).or(UNTIL.eq(FROM));
        return switch (status) {
            case null -> noCondition();
            case "ended" -> over;
            case "scheduled" -> FROM.gt(now).and(UNTIL.isNull().or(UNTIL.gt(FROM)));
            default -> FROM.le(now).and(UNTIL.isNull().or(UNTIL.gt(now).and(UNTIL.gt(FROM))));
        };
    }

    /// The versions of the same terms, newest first.
    ///
    /// @param before the last one of the previous page
    public List<R> history(long series, @Nullable Long before, int limit) {
        return statements.list(
                columns,
                sql ->
                        select(sql, new Filters().is(SERIES, series).with(before, ID::lt).all())
                                .orderBy(ID.desc())
                                .limit(limit));
    }

    /// The versions of an offer that are in force at some time of a period, for a promoter alone or
    /// for all.
    ///
    /// @param until exclusive; null for no end
    public List<R> inForce(
            long offer, @Nullable Long promoter, Instant from, @Nullable Instant until, int limit) {
        return inForce(
                offer,
                promoter == null ? PROMOTER.isNull() : PROMOTER.eq(promoter),
                from,
                until,
                limit);
    }

    /// The same, for all promoters and for each alone.
    public List<R> inForce(long offer, Instant from, @Nullable Instant until, int limit) {
        return inForce(offer, noCondition(), from, until, limit);
    }

    private List<R> inForce(
            long offer, Condition promoter, Instant from, @Nullable Instant until, int limit) {
        return statements.list(
                columns,
                sql ->
                        select(
                                        sql,
                                        OFFER.eq(offer)
                                                .and(promoter)
                                                .and(
                                                        UNTIL.isNull()
                                                                .or(
                                                                        UNTIL.gt(from)
                                                                                .and(
                                                                                        UNTIL.gt(
                                                                                                FROM)))))
                                .and(until == null ? noCondition() : FROM.lt(until))
                                .orderBy(ID)
                                .limit(limit));
    }

    /// How many terms of an offer have not ended, for a promoter alone or for all.
    public long countOpen(long offer, @Nullable Long promoter, Instant now) {
        return statements.count(sql ->
                sql.select(countDistinct(SERIES))
                        .from(table)
                        .where(
                                OFFER.eq(offer),
                                promoter == null ? PROMOTER.isNull() : PROMOTER.eq(promoter),
                                UNTIL.isNull().or(UNTIL.gt(now).and(UNTIL.gt(FROM)))));
    }

    /// Ends all versions at a time; one that begins later never applies. The last version gets a
    /// new number.
    public void end(R last, Instant at) {
        Field<Instant> end = greatest(field("effective_from", Instant.class), val(at));
        statements.run(sql ->
                sql.update(DSL.table(name(name)))
                        .set(field("effective_until", Instant.class), end)
                        .where(
                                field("series_id", Long.class).eq(last.seriesId()),
                                field("effective_until", Instant.class)
                                        .isNull()
                                        .or(field("effective_until", Instant.class).gt(end)))
                        .execute());
        statements.run(sql ->
                sql.update(DSL.table(name(name)))
                        .set(field("version", Integer.class), last.version() + 1)
                        .where(field("id", Long.class).eq(last.id()))
                        .execute());
    }
}
