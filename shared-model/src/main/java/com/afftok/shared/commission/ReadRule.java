package com.afftok.shared.commission;

import com.afftok.shared.document.FieldProblem;
import com.afftok.shared.document.Flaw;
import com.afftok.shared.document.StrictObject;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reads a commission rule from parsed JSON: maps, lists, texts and numbers.
///
/// Rules are read here both when they are saved and when a sale is paid, so that a saved rule can
/// always be applied.
public final class ReadRule {

    private static final int MAX_TYPE_LENGTH = 20;
    private static final int CODE_LENGTH = 3;

    private ReadRule() {}

    /// The rule with `name, payout_type, amount, percent, currency, priority, tiers, conditions`,
    /// or all its problems. Other fields are ignored.
    ///
    /// Tiers are `{"min_sales": 10, "max_sales": 19, "rate": "7.5"}`; `max_sales` may be left out.
    public static RuleReading of(long id, @Nullable AccountId promoter, Map<String, ?> rule) {
        List<FieldProblem> problems = new ArrayList<>();
        StrictObject fields = new StrictObject(rule, problems);
        String name = fields.requiredText("name", CommissionRule.MAX_NAME_LENGTH);
        int priority =
                fields.integer(
                        "priority", -CommissionRule.MAX_PRIORITY, CommissionRule.MAX_PRIORITY, 0);
        Payout payout = payout(fields);
        List<Tier> tiers =
                payout == null
                        ? List.of()
                        : tiers(fields.objects("tiers", CommissionRule.MAX_TIERS), payout);
        List<Condition> conditions =
                ReadConditions.from(
                        fields.objects("conditions", CommissionRule.MAX_CONDITIONS), problems);
        return name == null || payout == null || !problems.isEmpty()
                ? new RuleReading.Refused(problems)
                : new RuleReading.Read(
                        new CommissionRule(
                                id, promoter, name, payout, priority, tiers, conditions));
    }

    private static @Nullable Payout payout(StrictObject fields) {
        PayoutType type = type(fields);
        Currency currency = currency(fields);
        BigDecimal amount = Decimals.read(fields, "amount", Payout.MOST);
        BigDecimal percent = Decimals.read(fields, "percent", Decimals.HUNDRED);
        if (type == null || currency == null) {
            return null;
        }
        Money money = money(fields, amount == null ? BigDecimal.ZERO : amount, currency);
        BigDecimal share = percent == null ? BigDecimal.ZERO : percent;
        if (!type.hasAmount() && !money.isZero()) {
            fields.problem("amount", Flaw.NOT_ZERO.with(type.label()));
            return null;
        }
        if (!type.hasPercent() && share.signum() != 0) {
            fields.problem("percent", Flaw.NOT_ZERO.with(type.label()));
            return null;
        }
        return new Payout(type, money, share);
    }

    private static @Nullable PayoutType type(StrictObject fields) {
        String label = fields.requiredText("payout_type", MAX_TYPE_LENGTH);
        if (label == null) {
            return null;
        }
        Optional<PayoutType> type = PayoutType.find(label);
        if (type.isEmpty()) {
            fields.problem("payout_type", Flaw.NOT_A_PAYOUT_TYPE.with());
        }
        return type.orElse(null);
    }

    private static @Nullable Currency currency(StrictObject fields) {
        String code = fields.requiredText("currency", CODE_LENGTH);
        if (code == null) {
            return null;
        }
        Optional<Currency> currency = Currency.find(code);
        if (currency.isEmpty()) {
            fields.problem("currency", Flaw.NOT_A_CURRENCY.with());
        }
        return currency.orElse(null);
    }

    private static Money money(StrictObject fields, BigDecimal amount, Currency currency) {
        if (amount.stripTrailingZeros().scale() > currency.digits()) {
            fields.problem("amount", Flaw.MORE_DECIMALS.with(currency.digits()));
            return Money.zero(currency);
        }
        return Money.of(amount, currency);
    }

    private static List<Tier> tiers(List<StrictObject> values, Payout payout) {
        List<Tier> tiers = new ArrayList<>();
        Integer beforeNext = null;
        StrictObject last = null;
        for (StrictObject fields : values) {
            Integer minSales = fields.integer("min_sales", 0, Integer.MAX_VALUE);
            Integer maxSales = fields.integer("max_sales", 0, Integer.MAX_VALUE);
            BigDecimal rate = rate(fields, payout);
            fields.refuseOthers();
            last = fields;
            if (minSales == null) {
                fields.require("min_sales");
                continue;
            }
            checkOrder(fields, tiers, minSales, beforeNext);
            beforeNext = maxSales;
            if (maxSales != null && maxSales < minSales) {
                fields.problem("max_sales", Flaw.BELOW_OTHER.with("min_sales"));
                beforeNext = null;
            }
            if (rate != null) {
                tiers.add(new Tier(minSales, rate));
            }
        }
        if (last != null && beforeNext != null) {
            last.problem("max_sales", Flaw.LAST_TIER_ENDS.with());
        }
        return tiers;
    }

    /// A tier ends where the next one begins: tiers neither overlap nor leave gaps.
    private static void checkOrder(
            StrictObject fields, List<Tier> before, int minSales, @Nullable Integer lastMaxSales) {
        if (!before.isEmpty() && before.getLast().minSales() >= minSales) {
            fields.problem("min_sales", Flaw.TIER_NOT_HIGHER.with());
        } else if (lastMaxSales != null && lastMaxSales + 1L != minSales) {
            fields.problem("min_sales", Flaw.TIER_NOT_NEXT.with());
        }
    }

    private static @Nullable BigDecimal rate(StrictObject fields, Payout payout) {
        BigDecimal rate = Decimals.read(fields, "rate", Payout.MOST);
        if (rate == null) {
            fields.require("rate");
            return null;
        }
        Flaw.Found problem = CommissionRule.rateProblem(payout.type(), payout.amount(), rate);
        if (problem != null) {
            fields.problem("rate", problem);
            return null;
        }
        return rate;
    }
}
