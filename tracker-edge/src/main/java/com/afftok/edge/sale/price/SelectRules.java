package com.afftok.edge.sale.price;

import com.afftok.edge.sale.Report.Parties;
import com.afftok.shared.commission.CalculateCommission;
import com.afftok.shared.commission.CommissionRule;
import com.afftok.shared.commission.ReadRule;
import com.afftok.shared.commission.RuleReading;
import com.afftok.shared.commission.statement.PricingStatements;
import com.afftok.shared.id.AccountId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the commission rules of an offer that may apply to a promoter's sales of clicks at a time.
final class SelectRules {

    private static final Logger log = LoggerFactory.getLogger(SelectRules.class);

    /// @param complete whether all of them are valid
    record Rules(List<CommissionRule> readable, boolean complete) {}

    private SelectRules() {}

    static Future<Rules> execute(
            SqlConnection connection, Parties parties, OffsetDateTime agreedAt) {
        return connection
                .preparedQuery(PricingStatements.RULES)
                .execute(
                        Tuple.of(
                                parties.offer().value(),
                                parties.promoter().value(),
                                agreedAt,
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
