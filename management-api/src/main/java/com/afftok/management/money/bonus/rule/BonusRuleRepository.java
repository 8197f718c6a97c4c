package com.afftok.management.money.bonus.rule;

import static org.jooq.impl.DSL.field;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/// The statements about bonus rules.
@Singleton
final class BonusRuleRepository {

    private static final Columns<BonusRuleRow> ROW = Columns.of(BonusRuleRow.class);
    private static final Field<Long> ID = field("r.id", Long.class);
    private static final Field<Long> ADVERTISER = field("r.advertiser_id", Long.class);
    private static final Field<Long> OFFER = field("r.offer_id", Long.class);
    private static final Field<LocalDate> LAST = field("r.last_month", LocalDate.class);

    private static final String INSERT =
            """
            insert into bonus_rules (
                advertiser_id, offer_id, name, min_sales, min_revenue, amount, currency, first_month, last_month)
            values (?, ?, ?, ?, ?, ?, ?, cast(? as date), cast(? as date))
            returning id
            """;

    private final Statements statements;

    BonusRuleRepository(Statements statements) {
        this.statements = statements;
    }

    long insert(long advertiser, BonusRuleRequest rule, LocalDate firstMonth) {
        return statements.run(sql ->
                sql.fetchSingle(
                                INSERT,
                                advertiser,
                                rule.offerId(),
                                rule.name(),
                                rule.minSales(),
                                rule.minRevenue(),
                                rule.amount(),
                                rule.currency(),
                                firstMonth,
                                rule.last())
                        .get(0, long.class));
    }

    /// Sets the last month; none if the version is another.
    int end(long id, LocalDate lastMonth, int version) {
        return statements.run(sql ->
                sql.execute(
                        """
                        update bonus_rules set last_month = cast(? as date), version = version + 1
                         where id = ? and version = ?
                        """,
                        lastMonth,
                        id,
                        version));
    }

    /// How many rules of an offer have not ended.
    long countOpen(long offer, LocalDate month) {
        return statements.count(sql ->
                sql.selectCount()
                        .from("bonus_rules r")
                        .where(OFFER.eq(offer), LAST.isNull().or(LAST.ge(month))));
    }

    Optional<BonusRuleRow> find(long id, Caller caller) {
        return select(visible(caller).and(ID.eq(id)), 1).stream().findFirst();
    }

    /// Newest first.
    List<BonusRuleRow> list(Caller caller, RuleSearch search, int limit) {
        return select(
                visible(caller)
                        .and(
                                new Filters()
                                        .is(OFFER, search.offerId())
                                        .with(Cursor.id(search.cursor()), ID::lt)
                                        .all()),
                limit);
    }

    /// A promoter sees the rules of offers that it has a link of.
    private static Condition visible(Caller caller) {
        return switch (caller) {
            case Caller.Advertiser own -> ADVERTISER.eq(own.account().value());
            case Caller.Promoter own ->
                    DSL.exists(
                            DSL.selectOne()
                                    .from("user_offers l")
                                    .where(
                                            field("l.offer_id", Long.class).eq(OFFER),
                                            field("l.promoter_id", Long.class)
                                                    .eq(own.account().value())));
            case Caller.Admin _ -> DSL.noCondition();
        };
    }

    private List<BonusRuleRow> select(Condition condition, int limit) {
        return statements.list(
                ROW,
                sql ->
                        sql.select(ROW.from("r"))
                                .from("bonus_rules r")
                                .where(condition)
                                .orderBy(ID.desc())
                                .limit(limit));
    }

    /// The next rules that may award a bonus for a month from the given one on.
    List<Long> next(long after, LocalDate month, int limit) {
        return statements.run(sql ->
                sql.select(ID)
                        .from("bonus_rules r")
                        .where(ID.gt(after), LAST.isNull().or(LAST.ge(month)))
                        .orderBy(ID)
                        .limit(limit)
                        .fetch(ID));
    }

    /// Awaits another instance that awards bonuses by the rule, and finds its advertiser.
    long lock(long rule) {
        return statements.run(sql ->
                Objects.requireNonNull(
                        sql.select(ADVERTISER)
                                .from("bonus_rules r")
                                .where(ID.eq(rule))
                                .forUpdate()
                                .fetchSingle(ADVERTISER)));
    }
}
