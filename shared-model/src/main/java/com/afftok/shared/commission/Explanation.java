package com.afftok.shared.commission;

import com.afftok.shared.money.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The calculation of a commission, step by step, for `commissions.explanation` and for people.
///
/// It is complete: the commission can be recalculated by hand. Decimal numbers are texts. It does
/// not name recruiters, because the promoter may read it.
public final class Explanation {

    /// The maximum number of rules that are listed as passed over.
    static final int MAX_PASSED_OVER = 20;

    private Explanation() {}

    /// The explanation of the promoter's commission as JSON text.
    public static String json(Commission commission) {
        return WriteJson.of(of(commission));
    }

    /// The explanation of a recruiter's share as JSON text.
    public static String json(Commission commission, Share share) {
        return WriteJson.of(of(commission, share));
    }

    /// The explanations of the promoter's commission and of the recruiters' shares, by level.
    public static List<String> all(Commission commission) {
        List<String> explanations = new ArrayList<>();
        explanations.add(json(commission));
        commission.recruiters().forEach(share -> explanations.add(json(commission, share)));
        return explanations;
    }

    /// The explanation of the promoter's commission as maps, lists, texts, whole numbers and
    /// booleans, in order.
    public static Map<String, Object> of(Commission commission) {
        Map<String, Object> steps = new LinkedHashMap<>();
        steps.put("sale", money(commission.sale().amount()));
        steps.put("paid_by", paidBy(commission.rule()));
        steps.put("payout", payout(commission.payout()));
        if (commission.rule() != null) {
            steps.put("sales_this_month", commission.salesThisMonth());
        }
        Tier tier = commission.tier();
        if (tier != null) {
            steps.put("tier", tier(tier));
        }
        steps.put("factors", commission.factors().stream().map(Explanation::factor).toList());
        steps.put("factor", plain(commission.factor()));
        steps.put("limited_by", commission.limits().stream().map(Limit::label).toList());
        steps.put("exact", plain(commission.exact()));
        steps.put("rounded", money(commission.calculated()));
        steps.put("rounding", "half_even");
        NotPaid notPaid = commission.notPaid();
        if (notPaid != null) {
            steps.put("not_paid", notPaid(notPaid));
        }
        steps.put("commission", money(commission.amount()));
        steps.put(
                "passed_over",
                commission.passedOver().stream()
                        .limit(MAX_PASSED_OVER)
                        .map(Explanation::passedOver)
                        .toList());
        return steps;
    }

    /// The explanation of a recruiter's share in the same form.
    public static Map<String, Object> of(Commission commission, Share share) {
        Map<String, Object> steps = new LinkedHashMap<>();
        steps.put("level", share.recruiter().level());
        steps.put("percent", plain(share.recruiter().percent()));
        steps.put("of", money(commission.amount()));
        steps.put("rounding", "half_even");
        steps.put("commission", money(share.amount()));
        return steps;
    }

    /// The explanation of the platform's fee in the same form.
    ///
    /// @param commission the promoter's
    public static Map<String, Object> ofFee(Money commission, BigDecimal percent, Money fee) {
        Map<String, Object> steps = new LinkedHashMap<>();
        steps.put("percent", plain(Decimals.shortest(percent)));
        steps.put("of", money(commission));
        steps.put("rounding", "half_even");
        steps.put("fee", money(fee));
        return steps;
    }

    private static Map<String, Object> paidBy(@Nullable CommissionRule rule) {
        Map<String, Object> by = new LinkedHashMap<>();
        if (rule == null) {
            by.put("source", "offer");
            return by;
        }
        by.put("source", "rule");
        by.put("rule", rule.id());
        by.put("name", rule.name());
        by.put("for", rule.promoter() == null ? "all" : "promoter");
        by.put("requirements", rule.requirements());
        by.put("priority", rule.priority());
        return by;
    }

    private static Map<String, Object> payout(Payout payout) {
        Map<String, Object> by = new LinkedHashMap<>();
        by.put("type", payout.type().label());
        if (payout.type().hasAmount()) {
            by.put("amount", money(payout.amount()));
        }
        if (payout.type().hasPercent()) {
            by.put("percent", plain(payout.percent()));
        }
        return by;
    }

    private static Map<String, Object> tier(Tier tier) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("min_sales", tier.minSales());
        step.put("rate", plain(tier.rate()));
        return step;
    }

    private static Map<String, Object> factor(Factor factor) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("on", factor.condition().on());
        BigDecimal modifier = factor.condition().modifier();
        step.put("modifier", modifier == null ? "1" : plain(modifier));
        step.put("applied", factor.applied());
        return step;
    }

    private static Map<String, Object> notPaid(NotPaid notPaid) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("reason", notPaid.label());
        switch (notPaid) {
            case NotPaid.CapReached(Cap.OfConversions cap) -> step.put("conversions", cap.max());
            case NotPaid.CapReached(Cap.OfMoney cap) -> step.put("money", money(cap.max()));
            case NotPaid.CurrenciesDiffer differ -> {
                step.put("sale", differ.sale().code());
                step.put("payout", differ.payout().code());
            }
            case NotPaid.NothingDue _, NotPaid.SaleTooLarge _ -> {}
        }
        return step;
    }

    private static Map<String, Object> passedOver(PassedOver passed) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("rule", passed.rule().id());
        Condition unmet = passed.unmet();
        step.put("because", unmet == null ? "less_specific" : "not_met");
        if (unmet != null) {
            step.put("on", unmet.on());
        }
        return step;
    }

    private static Map<String, Object> money(Money money) {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("amount", plain(money.toBigDecimal()));
        step.put("currency", money.currency().code());
        return step;
    }

    private static String plain(BigDecimal number) {
        return number.toPlainString();
    }
}
