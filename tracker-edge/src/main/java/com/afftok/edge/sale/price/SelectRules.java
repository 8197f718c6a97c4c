package com.afftok.edge.sale.price;

import com.afftok.edge.sale.Report.Parties;
import com.afftok.shared.commission.CalculateCommission;
import com.afftok.shared.commission.CommissionRule;
import com.afftok.shared.commission.ReadRule;
import com.afftok.shared.commission.RuleReading;
import com.afftok.shared.id.AccountId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the active commission rules of an offer that may apply to a promoter.
final class SelectRules {

    private static final Logger log = LoggerFactory.getLogger(SelectRules.class);

    private static final String SQL =
            """
            select r.id, r.promoter_id,
                   jsonb_build_object(
                     'name', r.name, 'payout_type', r.payout_type,
                     'amount', trim_scale(r.amount)::text, 'percent', trim_scale(r.percent)::text,
                     'currency', r.currency, 'priority', r.priority, 'conditions', r.conditions,
                     'tiers', coalesce(
                       (select jsonb_agg(jsonb_build_object(
                                 'min_sales', t.min_sales, 'rate', trim_scale(t.rate)::text)
                                 order by t.min_sales)
                          from commission_tiers t where t.rule_id = r.id), '[]')) as rule
              from commission_rules r
             where r.offer_id = $1 and (r.promoter_id is null or r.promoter_id = $2)
               and r.status = 'active'
             order by r.promoter_id nulls last, r.id desc
             limit $3
            """;

    /// @param complete whether all of them are valid
    record Rules(List<CommissionRule> readable, boolean complete) {}

    private SelectRules() {}

    static Future<Rules> execute(SqlConnection connection, Parties parties) {
        return connection
                .preparedQuery(SQL)
                .execute(
                        Tuple.of(
                                parties.offer().value(),
                                parties.promoter().value(),
                                CalculateCommission.MAX_RULES))
                .map(rows -> {
                    List<CommissionRule> rules = new ArrayList<>();
                    for (Row row : rows) {
                        CommissionRule rule = rule(row);
                        if (rule != null) {
                            rules.add(rule);
                        }
                    }
                    return new Rules(rules, rules.size() == rows.size());
                });
    }

    /// An invalid rule is skipped, and the conversion held for review.
    private static @Nullable CommissionRule rule(Row row) {
        long id = row.getLong("id");
        Long promoter = row.getLong("promoter_id");
        JsonObject written = row.getJsonObject("rule");
        return switch (ReadRule.of(
                id, promoter == null ? null : new AccountId(promoter), plain(written))) {
            case RuleReading.Read(CommissionRule rule) -> rule;
            case RuleReading.Refused(var problems) -> {
                log.atError()
                        .addKeyValue("rule", id)
                        .addKeyValue("problems", problems)
                        .log("a commission rule can't be read");
                yield null;
            }
        };
    }

    /// Maps and lists at all levels.
    private static Map<String, Object> plain(JsonObject json) {
        return new JsonObject(json.encode()).getMap();
    }
}
