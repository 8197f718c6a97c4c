package com.afftok.shared.commission;

import com.afftok.shared.id.AccountId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A rule for tests, in which only what matters is said.
final class RuleBuilder {

    private final long id;
    private @Nullable AccountId promoter;
    private String name = "Rule";
    private Payout payout = payout("cpa 1.00 USD");
    private int priority;
    private final List<Tier> tiers = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();

    private RuleBuilder(long id) {
        this.id = id;
    }

    static RuleBuilder aRule(long id) {
        return new RuleBuilder(id);
    }

    /// Reads `cpa 5.00 USD`, `cps 10` (of a rule in USD) and `hybrid 5.00 USD 10`.
    static Payout payout(String text) {
        String[] parts = text.split(" ", -1);
        return switch (parts[0]) {
            case "cpa" -> Payout.cpa(SaleBuilder.money(parts[1] + " " + parts[2]));
            case "cpl" -> Payout.cpl(SaleBuilder.money(parts[1] + " " + parts[2]));
            case "cps" ->
                    Payout.cps(new BigDecimal(parts[1]), SaleBuilder.money("0 USD").currency());
            case "hybrid" ->
                    Payout.hybrid(
                            SaleBuilder.money(parts[1] + " " + parts[2]), new BigDecimal(parts[3]));
            default -> throw new IllegalArgumentException(text);
        };
    }

    static Condition requires(Subject subject, String... values) {
        return new OneOf(subject, List.of(values), null);
    }

    static Condition times(String modifier, Subject subject, String... values) {
        return new OneOf(subject, List.of(values), new BigDecimal(modifier));
    }

    RuleBuilder named(String name) {
        this.name = name;
        return this;
    }

    RuleBuilder forPromoter(AccountId promoter) {
        this.promoter = promoter;
        return this;
    }

    RuleBuilder pays(String payout) {
        this.payout = payout(payout);
        return this;
    }

    RuleBuilder pays(Payout payout) {
        this.payout = payout;
        return this;
    }

    RuleBuilder priority(int priority) {
        this.priority = priority;
        return this;
    }

    RuleBuilder from(int minSales, String rate) {
        tiers.add(new Tier(minSales, new BigDecimal(rate)));
        return this;
    }

    RuleBuilder when(Condition... conditions) {
        this.conditions.addAll(List.of(conditions));
        return this;
    }

    CommissionRule build() {
        return new CommissionRule(id, promoter, name, payout, priority, tiers, conditions);
    }
}
