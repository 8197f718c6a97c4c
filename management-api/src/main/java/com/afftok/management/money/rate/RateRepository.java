package com.afftok.management.money.rate;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.row;

import com.afftok.management.platform.statement.BoundColumns;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;

/// The statements about exchange rates.
@Singleton
public final class RateRepository {

    private static final Columns<RateRow> ROW = Columns.of(RateRow.class);
    private static final Field<LocalDate> DAY = field("day", LocalDate.class);
    private static final Field<String> BASE = field("base", String.class);
    private static final Field<String> QUOTE = field("quote", String.class);

    private static final String NEWEST =
            """
            select e.day, p.base, p.quote, e.rate, e.version
              from unnest(?, ?) as p (base, quote)
             cross join lateral (
                   select day, rate, version from exchange_rates r
                    where r.base = p.base and r.quote = p.quote and r.day <= cast(? as date)
                    order by r.day desc
                    limit 1) as e
            """;

    private static final String KEEP =
            """
            insert into exchange_rates as kept (day, base, quote, rate, version)
            select cast(? as date), cast(? as text), cast(? as text), cast(? as numeric), 1
             where cast(? as integer) = 0
                or exists (select from exchange_rates where day = cast(? as date) and base = ? and quote = ?)
                on conflict (base, quote, day) do update
               set rate = excluded.rate, version = kept.version + 1
             where kept.version = ?
            """;

    /// Sorted, so that concurrent imports lock rows in the same order.
    private static final String IMPORT =
            """
            with changed as (
                insert into exchange_rates as kept (day, base, quote, rate, version)
                select cast(day as date), base, quote, rate, 1
                  from unnest(?, ?, ?, ?) as n (day, base, quote, rate)
                 order by base, quote, day
                    on conflict (base, quote, day) do update
                   set rate = excluded.rate, version = kept.version + 1
                 where kept.rate <> excluded.rate
                returning version)
            select count(*) filter (where version = 1) as added,
                   count(*) filter (where version > 1) as changed
              from changed
            """;

    private final Statements statements;

    RateRepository(Statements statements) {
        this.statements = statements;
    }

    /// What an import did.
    record Imported(long added, long changed) {}

    /// The currencies of a rate.
    public record Pair(String base, String quote) {}

    /// The newest rate of each pair on or before a day, as far as there is one.
    public List<RateRow> newest(List<Pair> pairs, LocalDate day) {
        BoundColumns<Pair> of = new BoundColumns<>(pairs);
        return statements.list(
                ROW,
                sql -> sql.resultQuery(NEWEST, of.texts(Pair::base), of.texts(Pair::quote), day));
    }

    /// The newest day first.
    List<RateRow> list(RateSearch search, int limit) {
        Condition filters =
                new Filters()
                        .with(search.from(), DAY::ge)
                        .with(search.to(), DAY::le)
                        .with(search.currency(), code -> BASE.eq(code).or(QUOTE.eq(code)))
                        .with(RateSearch.Last.of(search.cursor()), RateRepository::behind)
                        .all();
        return statements.list(
                ROW,
                sql ->
                        sql.select(ROW.all())
                                .from("exchange_rates")
                                .where(filters)
                                .orderBy(DAY.desc(), BASE, QUOTE)
                                .limit(limit));
    }

    private static Condition behind(RateSearch.Last last) {
        return DAY.lt(last.day())
                .or(DAY.eq(last.day()).and(row(BASE, QUOTE).gt(row(last.base(), last.quote()))));
    }

    Optional<RateRow> find(NewRate rate) {
        return statements
                .list(
                        ROW,
                        sql ->
                                sql.select(ROW.all())
                                        .from("exchange_rates")
                                        .where(
                                                DAY.eq(rate.day()),
                                                BASE.eq(rate.base()),
                                                QUOTE.eq(rate.quote())))
                .stream()
                .findFirst();
    }

    /// Sets a rate.
    ///
    /// @param version 0 for a rate that does not exist
    /// @return none if the version is another
    int keep(NewRate rate, int version) {
        return statements.run(sql ->
                sql.execute(
                        KEEP,
                        rate.day(),
                        rate.base(),
                        rate.quote(),
                        rate.rate(),
                        version,
                        rate.day(),
                        rate.base(),
                        rate.quote(),
                        version));
    }

    Imported keep(List<NewRate> rates) {
        BoundColumns<NewRate> of = new BoundColumns<>(rates);
        return statements.run(sql ->
                sql.fetchSingle(
                                IMPORT,
                                of.texts(rate -> rate.day().toString()),
                                of.texts(NewRate::base),
                                of.texts(NewRate::quote),
                                of.amounts(NewRate::rate))
                        .map(row ->
                                new Imported(
                                        row.get("added", long.class),
                                        row.get("changed", long.class))));
    }
}
