package com.afftok.management.money.bonus.rule;

import static org.jooq.impl.DSL.field;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/// The statements about bonus rules, and the awards that are due.
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

    /// Banned and closed promoters are awarded nothing.
    private static final String AWARD =
            """
            with reached as (
                select s.promoter_id, cast(date_trunc('month', s.day) as date) as month, sum(s.approved) as sales,
                       coalesce(sum(s.revenue) filter (where s.sold_in = r.currency), 0) as revenue
                  from bonus_rules r
                  join promoter_sales s on s.advertiser_id = r.advertiser_id and s.offer_id = r.offer_id
                 where r.id = ? and s.day >= greatest(r.first_month, cast(? as date))
                   and (r.last_month is null or s.day < r.last_month + interval '1 month')
                 group by s.promoter_id, cast(date_trunc('month', s.day) as date), r.min_sales, r.min_revenue
                having case when r.min_sales is null
                            then coalesce(sum(s.revenue) filter (where s.sold_in = r.currency), 0) >= r.min_revenue
                            else sum(s.approved) >= r.min_sales end)
            insert into bonuses (
                advertiser_id, promoter_id, amount, currency, reason, rule_id, month, sales, revenue)
            select r.advertiser_id, m.promoter_id, r.amount, r.currency,
                   r.name || ', ' || to_char(m.month, 'YYYY-MM'), r.id, m.month, m.sales, m.revenue
              from reached m
              join bonus_rules r on r.id = ?
              join accounts p on p.id = m.promoter_id and p.status = 'active'
             where not exists (select from bonuses b
                                where b.rule_id = r.id and b.promoter_id = m.promoter_id and b.month = m.month)
             order by m.promoter_id, m.month
             limit ?
            on conflict on constraint bonuses_are_awarded_once_a_month do nothing
            returning id, promoter_id, amount, currency, reason
            """;

    private static final Columns<AwardRow> AWARDED = Columns.of(AwardRow.class);

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

    /// Adds the bonuses that are due by a rule and not awarded yet, to be booked in the same
    /// transaction.
    List<AwardRow> award(long rule, LocalDate firstMonth, int limit) {
        return statements.list(
                AWARDED, sql -> sql.resultQuery(AWARD, rule, firstMonth, rule, limit));
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

    /// A bonus that was awarded.
    @Introspected
    record AwardRow(long id, long promoterId, BigDecimal amount, String currency, String reason) {}
}
