package com.afftok.management.sale.rule;

import static org.jooq.impl.DSL.field;

import com.afftok.management.platform.statement.BoundColumns;
import com.afftok.management.platform.statement.Statements;
import com.afftok.management.sale.version.Effect;
import com.afftok.management.sale.version.OfferRow;
import com.afftok.management.sale.version.VersionTable;
import com.afftok.shared.commission.CommissionRule;
import com.afftok.shared.commission.Tier;
import com.afftok.shared.id.AccountId;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The statements about commission rules.
@Singleton
public final class RuleRepository extends VersionTable<RuleRow> {

    private static final String INSERT =
            """
            insert into commission_rules (
                series_id, advertiser_id, offer_id, promoter_id, name, payout_type, amount, percent,
                currency, priority, conditions, effective_from, effective_until, version)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb), cast(? as timestamptz),
                    cast(? as timestamptz), ?)
            returning id
            """;

    private static final String INSERT_TIERS =
            """
            insert into commission_tiers (rule_id, min_sales, rate)
            select ?, min_sales, rate from unnest(?, ?) as t (min_sales, rate)
            """;

    private static final String ADDED =
            """
            select advertiser_fee_at(?, cast(? as timestamptz)) + coalesce(
                (select percent1 + percent2 + percent3 from offer_recruiter_rates
                  where offer_id = ? and effective_from <= cast(? as timestamptz)
                  order by effective_from desc
                  limit 1),
                (select sum(percent) from recruiter_rates), 0)
            """;

    private static final String TIERS =
            """
            (select coalesce(cast(json_agg(json_build_object(
                        'min_sales', t.min_sales, 'rate', cast(trim_scale(t.rate) as text))
                        order by t.min_sales) as text), '[]')
               from commission_tiers t
              where t.rule_id = v.id)
            """;

    private final Statements statements;

    RuleRepository(Statements statements) {
        super(
                statements,
                "commission_rules",
                RuleRow.class,
                field("cast(v.conditions as text)", String.class).as("conditions"),
                field(TIERS, String.class).as("tiers"));
        this.statements = statements;
    }

    /// Inserts a version.
    ///
    /// @param series null for the first version
    /// @param conditions JSON
    long insert(
            @Nullable Long series,
            OfferRow offer,
            CommissionRule rule,
            String conditions,
            Effect effect,
            int version) {
        AccountId promoter = rule.promoter();
        long id =
                statements.run(sql ->
                        sql.fetchSingle(
                                        INSERT,
                                        series,
                                        offer.advertiserId(),
                                        offer.id(),
                                        promoter == null ? null : promoter.value(),
                                        rule.name(),
                                        rule.payout().type().label(),
                                        rule.payout().amount().toBigDecimal(),
                                        rule.payout().percent(),
                                        rule.payout().amount().currency().code(),
                                        rule.priority(),
                                        conditions,
                                        effect.start(),
                                        effect.until(),
                                        version)
                                .get(0, long.class));
        if (!rule.tiers().isEmpty()) {
            addTiers(id, rule.tiers());
        }
        return id;
    }

    /// The platform's fee and the shares of all recruiters for clicks at a time, together, in
    /// percent of a commission.
    BigDecimal addedPercent(long advertiser, long offer, Instant at) {
        return statements.run(sql ->
                Objects.requireNonNull(
                        sql.fetchSingle(ADDED, advertiser, at, offer, at)
                                .get(0, BigDecimal.class)));
    }

    /// The goals of an offer; empty if it has any.
    List<String> goals(long offer) {
        return statements.run(sql ->
                List.of(
                        sql.select(field("goals", String[].class))
                                .from("offers")
                                .where(field("id", Long.class).eq(offer))
                                .fetchSingle()
                                .value1()));
    }

    private void addTiers(long rule, List<Tier> tiers) {
        BoundColumns<Tier> of = new BoundColumns<>(tiers);
        statements.run(sql ->
                sql.execute(INSERT_TIERS, rule, of.ints(Tier::minSales), of.amounts(Tier::rate)));
    }
}
