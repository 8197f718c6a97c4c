package com.afftok.management.money.bonus;

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
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// The statements about bonuses.
@Singleton
public final class BonusRepository {

    private static final Columns<BonusRow> ROW = Columns.of(BonusRow.class);
    private static final Field<Long> ID = field("b.id", Long.class);
    private static final Field<Long> ADVERTISER = field("b.advertiser_id", Long.class);
    private static final Field<Long> PROMOTER = field("b.promoter_id", Long.class);
    private static final Field<Long> ENTRY = field("e.id", Long.class);

    private static final String GIVE =
            """
            insert into bonuses (advertiser_id, promoter_id, amount, currency, reason, user_id)
            select ?, p.id, ?, ?, ?, ?
              from accounts p
             where p.id = ? and p.status = 'active'
               and exists (select from user_offers l
                            where l.promoter_id = p.id and l.advertiser_id = ?)
            returning id
            """;

    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended('bonuses of advertiser', ?))";

    /// Awards of rules do not count: they were promised.
    private static final String BOUNDS =
            """
            select exists (select from offers o
                            where o.advertiser_id = a.id and o.currency = c.code) as offered,
                   (select t.amount from payout_thresholds t where t.currency = c.code) as threshold,
                   (select coalesce(sum(b.amount), 0) from bonuses b
                     where b.advertiser_id = a.id and b.currency = c.code and b.user_id is not null
                       and b.created_at > now() - interval '1 day') as given,
                   (select l.credit_limit + coalesce(sum(o.advertiser), 0)
                      from advertiser_limits l
                      left join account_balances o
                        on o.owner_id = l.advertiser_id and o.currency = l.currency
                     where l.advertiser_id = a.id and l.currency = c.code
                     group by l.credit_limit) as remaining
              from (select cast(? as bigint) as id) a, (select cast(? as text) as code) c
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
    private static final Columns<BoundsRow> BOUNDED = Columns.of(BoundsRow.class);

    private final Statements statements;

    BonusRepository(Statements statements) {
        this.statements = statements;
    }

    /// What bounds a bonus of the advertiser, which gives others only after the end of the
    /// transaction.
    BoundsRow lockBounds(Caller.Advertiser caller, String currency) {
        long advertiser = caller.account().value();
        statements.run(sql -> sql.execute(LOCK, advertiser));
        return statements
                .list(BOUNDED, sql -> sql.resultQuery(BOUNDS, advertiser, currency))
                .getFirst();
    }

    /// Adds a bonus, to be booked in the same transaction. Empty if the promoter is not an active
    /// one of the advertiser's.
    Optional<Long> give(Caller.Advertiser caller, BonusRequest wanted) {
        long advertiser = caller.account().value();
        return statements.run(sql ->
                sql.fetchOptional(
                                GIVE,
                                advertiser,
                                wanted.amount(),
                                wanted.currency(),
                                wanted.reason(),
                                caller.user().value(),
                                wanted.promoterId(),
                                advertiser)
                        .map(row -> row.get(0, Long.class)));
    }

    Optional<BonusRow> find(long id, Caller caller) {
        return select(visible(caller).is(ID, id).all(), 1).stream().findFirst();
    }

    /// Newest first.
    List<BonusRow> list(Caller caller, BonusSearch search, int limit) {
        return select(
                visible(caller)
                        .is(ADVERTISER, search.advertiserId())
                        .is(PROMOTER, search.promoterId())
                        .is(field("b.rule_id", Long.class), search.ruleId())
                        .is(ENTRY, search.entryId())
                        .with(Cursor.id(search.cursor()), ID::lt)
                        .all(),
                limit);
    }

    private static Filters visible(Caller caller) {
        return switch (caller) {
            case Caller.Advertiser own -> new Filters().is(ADVERTISER, own.account().value());
            case Caller.Promoter own -> new Filters().is(PROMOTER, own.account().value());
            case Caller.Admin _ -> new Filters();
        };
    }

    private List<BonusRow> select(Condition condition, int limit) {
        return statements.list(
                ROW,
                sql ->
                        sql.select(ROW.from("b", ENTRY.as("entry_id")))
                                .from(
                                        """
                                        bonuses b
                                        join ledger_entries e
                                          on e.advertiser_id = b.advertiser_id
                                         and e.event_key = 'bonus:' || b.id
                                        """)
                                .where(condition)
                                .orderBy(ID.desc())
                                .limit(limit));
    }

    /// Adds the bonuses that are due by a rule and not awarded yet, to be booked in the same
    /// transaction.
    public List<AwardRow> award(long rule, LocalDate firstMonth, int limit) {
        return statements.list(
                AWARDED, sql -> sql.resultQuery(AWARD, rule, firstMonth, rule, limit));
    }

    /// A bonus that was awarded.
    @Introspected
    public record AwardRow(
            long id, long promoterId, BigDecimal amount, String currency, String reason) {}

    /// What bounds the bonuses of an advertiser in a currency.
    ///
    /// @param offered whether it has an offer in the currency
    /// @param threshold of payouts; null if there is none
    /// @param given by persons within the last day
    /// @param remaining of its prepayment or credit; null without a limit
    @Introspected
    record BoundsRow(
            boolean offered,
            @Nullable BigDecimal threshold,
            BigDecimal given,
            @Nullable BigDecimal remaining) {}
}
