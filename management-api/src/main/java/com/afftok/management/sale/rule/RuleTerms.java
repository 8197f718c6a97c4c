package com.afftok.management.sale.rule;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.commission.CommissionRule;
import com.afftok.shared.commission.ReadRule;
import com.afftok.shared.commission.RuleReading;
import com.afftok.shared.document.FieldProblem;
import com.afftok.shared.id.AccountId;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a rule pays and when, in requests. It is read by the same code as the stored rule of a
/// sale.
///
/// @param tiers objects with `min_sales`, `max_sales` and `rate`
/// @param conditions objects with `on` and what it requires
@Serdeable
@ExactMembers
public record RuleTerms(
        @Nullable String name,
        @Nullable String payoutType,
        @Nullable BigDecimal amount,
        @Nullable BigDecimal percent,
        @Nullable String currency,
        @Nullable Integer priority,
        @Nullable List<@Nullable Object> tiers,
        @Nullable List<@Nullable Object> conditions) {

    /// A rule can have thousands of problems.
    private static final int MOST_PROBLEMS = 100;

    /// The rule, or null and all its problems.
    ///
    /// @param prefix of the names of its fields
    public @Nullable CommissionRule parsed(
            Fields fields, String prefix, long id, @Nullable AccountId promoter) {
        fields.check(Fields.isVisible(name), prefix + "name", Problem.WRONG_CHARACTERS);
        return switch (ReadRule.of(id, promoter, members())) {
            case RuleReading.Read(CommissionRule rule) -> rule;
            case RuleReading.Refused(List<FieldProblem> problems) -> {
                for (FieldProblem problem : problems.stream().limit(MOST_PROBLEMS).toList()) {
                    fields.check(
                            false,
                            prefix + problem.field(),
                            Problem.of(problem.found().flaw()),
                            problem.found().values().toArray());
                }
                yield null;
            }
        };
    }

    private Map<String, @Nullable Object> members() {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("name", name == null ? null : name.strip());
        members.put("payout_type", payoutType);
        members.put("amount", amount);
        members.put("percent", percent);
        members.put("currency", currency);
        members.put("priority", priority);
        members.put("tiers", tiers);
        members.put("conditions", conditions);
        return members;
    }
}
