package com.afftok.management.sale.decision;

import com.afftok.management.platform.statement.BoundColumns;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Statements;
import com.afftok.shared.commission.CommissionRule;
import com.afftok.shared.commission.Explanation;
import com.afftok.shared.commission.NotPaid;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.ledger.Earnings;
import com.afftok.shared.ledger.Share;
import com.afftok.shared.money.Money;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/// The statements that record a conversion, and that read its click.
@Singleton
final class RecordRepository {

    private static final Columns<ClickRow> CLICK = Columns.of(ClickRow.class);

    private static final String LOCK_CLICK =
            "select pg_advisory_xact_lock_shared(click_lock(cast(? as uuid)))";

    private static final String SELECT_CLICK =
            """
            select cast(c.bucket as text) as bucket, r.decision, c.country, c.device, c.browser, c.os, c.source,
                   c.sub1, c.sub2, c.sub3, c.sub4, c.sub5
              from clicks c
              left join click_reviews r
                on r.advertiser_id = c.advertiser_id and r.click_id = c.click_id
             where c.advertiser_id = ? and c.click_id = cast(? as uuid)
               and c.clicked_at = cast(? as timestamptz)
            """;

    private static final String INSERT =
            """
            insert into conversions (
                advertiser_id, transaction_id, click_id, clicked_at, link_id, offer_id, promoter_id,
                source, status, status_reason, needs_review, amount, currency, commission,
                commission_currency, goal, customer_type, coupon, occurred_at, proof, country, device,
                browser, os, traffic_source, sub1, sub2, sub3, sub4, sub5, fee_percent, fee)
            select ?, ?, cast(? as uuid), cast(? as timestamptz), ?, ?, ?,
                   'manual', ?, ?, ?, ?, ?, ?,
                   ?, ?, ?, ?, cast(? as timestamptz), ?, ?, ?,
                   ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
             where set_config('afftok.actor', ?, true) is not null
            on conflict (advertiser_id, transaction_id) where not superseded do nothing
            returning id
            """;

    private static final String INSERT_COMMISSIONS =
            """
            insert into commissions (
                advertiser_id, conversion_id, level, promoter_id, amount, currency, rule_id,
                explanation, not_paid)
            select ?, ?, s.level, s.promoter, s.amount, ?,
                   case when s.level = 0 then cast(? as bigint) end, cast(s.explanation as jsonb),
                   case when s.level = 0 then cast(? as text) end
              from unnest(?, ?, ?, ?) as s (level, promoter, amount, explanation)
            """;

    private final Statements statements;

    RecordRepository(Statements statements) {
        this.statements = statements;
    }

    /// The click, of which no review begins until the end of the transaction; empty if it is not
    /// written.
    Optional<ClickRow> lock(long advertiser, ClickId click) {
        statements.run(sql -> sql.fetch(LOCK_CLICK, click.uuid().toString()));
        return statements
                .list(
                        CLICK,
                        sql ->
                                sql.resultQuery(
                                        SELECT_CLICK,
                                        advertiser,
                                        click.uuid().toString(),
                                        click.time()))
                .stream()
                .findFirst();
    }

    /// The new conversion; empty if its transaction exists.
    Optional<Long> insert(NewConversion sale, String actor) {
        ClickId click = sale.click();
        ClickRow clicked = sale.clicked();
        Money amount = sale.commission().sale().amount();
        Money commission = sale.commission().amount();
        return statements.run(sql ->
                sql.fetchOptional(
                                INSERT,
                                sale.advertiser(),
                                sale.transaction(),
                                click == null ? null : click.uuid().toString(),
                                click == null ? null : click.time(),
                                sale.link(),
                                sale.offer(),
                                sale.promoter(),
                                sale.status().label(),
                                sale.reason(),
                                sale.needsReview(),
                                amount.toBigDecimal(),
                                amount.currency().code(),
                                commission.toBigDecimal(),
                                commission.currency().code(),
                                sale.goal(),
                                sale.customerType(),
                                sale.coupon(),
                                sale.occurredAt(),
                                sale.proof(),
                                clicked == null ? null : clicked.country(),
                                clicked == null ? null : clicked.device(),
                                clicked == null ? null : clicked.browser(),
                                clicked == null ? null : clicked.os(),
                                clicked == null ? null : clicked.source(),
                                clicked == null ? null : clicked.sub1(),
                                clicked == null ? null : clicked.sub2(),
                                clicked == null ? null : clicked.sub3(),
                                clicked == null ? null : clicked.sub4(),
                                clicked == null ? null : clicked.sub5(),
                                sale.feePercent(),
                                sale.commission().fee(sale.feePercent()).toBigDecimal(),
                                actor)
                        .map(row -> row.get(0, long.class)));
    }

    void insertCommissions(NewConversion sale, long conversion, Earnings earnings) {
        CommissionRule rule = sale.commission().rule();
        NotPaid notPaid = sale.commission().notPaid();
        BoundColumns<Share> of = new BoundColumns<>(earnings.shares());
        List<String> explanations = Explanation.all(sale.commission());
        statements.run(sql ->
                sql.execute(
                        INSERT_COMMISSIONS,
                        sale.advertiser(),
                        conversion,
                        earnings.platform().currency().code(),
                        rule == null ? null : rule.id(),
                        notPaid == null ? null : notPaid.label(),
                        of.ints(Share::level),
                        of.longs(share -> share.promoter().value()),
                        of.amounts(share -> share.amount().toBigDecimal()),
                        explanations.toArray(String[]::new)));
    }
}
