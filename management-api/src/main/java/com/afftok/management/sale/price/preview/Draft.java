package com.afftok.management.sale.price.preview;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.sale.cap.CapMaximum;
import com.afftok.management.sale.rule.RuleTerms;
import com.afftok.shared.commission.Cap;
import com.afftok.shared.commission.CapPeriod;
import com.afftok.shared.commission.CommissionRule;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A draft, and the sales that it prices.
///
/// @param to exclusive
/// @param rules all rules of the draft; null for the real ones
/// @param caps all caps of the draft; null for the real ones
@Serdeable
@ExactMembers
record Draft(
        Long offerId,
        Instant from,
        Instant to,
        @Nullable List<@Nullable Rule> rules,
        @Nullable List<@Nullable Limit> caps) {

    static final int MOST_DAYS = 92;
    static final int MOST_TERMS = 100;

    /// @param promoterId null for all promoters
    @Serdeable
    @ExactMembers
    record Rule(@Nullable Long promoterId, @JsonUnwrapped RuleTerms terms) {

        private @Nullable CommissionRule parsed(Fields fields, String prefix, int number) {
            fields.idOrNull(prefix + "promoter_id", promoterId);
            return terms.parsed(fields, prefix, number, account(promoterId));
        }
    }

    /// A cap.
    ///
    /// @param promoterId null for each promoter
    @Serdeable
    @ExactMembers
    record Limit(
            @Nullable Long promoterId, @Nullable String period, @JsonUnwrapped CapMaximum maximum) {

        private static final Set<String> PERIODS = Set.of("day", "month", "total");

        private void check(Fields fields, String prefix) {
            fields.idOrNull(prefix + "promoter_id", promoterId);
            fields.oneOf(prefix + "period", period, PERIODS);
            maximum.check(fields, prefix);
        }

        private Cap cap() {
            return Cap.of(
                    account(promoterId),
                    CapPeriod.find(String.valueOf(period)).orElseThrow(),
                    maximum.maxConversions(),
                    maximum.maxAmount() == null
                            ? null
                            : Money.of(
                                    maximum.maxAmount(),
                                    Currency.of(String.valueOf(maximum.currency()))));
        }

        private String kind() {
            return promoterId + " " + period + " " + maximum.currency();
        }
    }

    Draft {
        Fields fields = new Fields();
        offerId = fields.id("offer_id", offerId);
        from = fields.present("from", fields.timeOrNull("from", from));
        to = fields.present("to", fields.timeOrNull("to", to));
        if (from != null && to != null) {
            fields.check(from.isBefore(to), "to", Problem.NOT_AFTER_OTHER, "from")
                    .check(
                            Duration.between(from, to).compareTo(Duration.ofDays(MOST_DAYS)) <= 0,
                            "to",
                            Problem.TOO_FAR_APART,
                            MOST_DAYS,
                            "from");
        }
        fields.check(rules != null || caps != null, "rules", Problem.NOT_WITHOUT, "caps");
        checkRules(fields, rules);
        checkCaps(fields, caps);
        fields.end();
    }

    private static void checkRules(Fields fields, @Nullable List<@Nullable Rule> rules) {
        if (rules == null) {
            return;
        }
        fields.check(rules.size() <= MOST_TERMS, "rules", Problem.TOO_MANY, MOST_TERMS);
        for (int i = 0; i < Math.min(rules.size(), MOST_TERMS); i++) {
            Rule rule = rules.get(i);
            fields.check(rule != null, "rules[" + i + "]", Problem.REQUIRED);
            if (rule != null) {
                CommissionRule _ = rule.parsed(fields, "rules[" + i + "].", i + 1);
            }
        }
    }

    private static void checkCaps(Fields fields, @Nullable List<@Nullable Limit> caps) {
        if (caps == null) {
            return;
        }
        fields.check(caps.size() <= MOST_TERMS, "caps", Problem.TOO_MANY, MOST_TERMS);
        Set<String> kinds = new HashSet<>();
        for (int i = 0; i < Math.min(caps.size(), MOST_TERMS); i++) {
            Limit cap = caps.get(i);
            String field = "caps[" + i + "]";
            fields.check(cap != null, field, Problem.REQUIRED);
            if (cap != null) {
                cap.check(fields, field + ".");
                fields.check(kinds.add(cap.kind()), field, Problem.REPEATED);
            }
        }
    }

    /// The rules of the draft, a later one being newer; null for the real ones.
    @Nullable List<CommissionRule> draftedRules() {
        if (rules == null) {
            return null;
        }
        List<CommissionRule> drafted = new ArrayList<>();
        for (Rule rule : rules) {
            drafted.add(
                    Objects.requireNonNull(
                            Objects.requireNonNull(rule)
                                    .parsed(new Fields(), "", drafted.size() + 1)));
        }
        return drafted;
    }

    /// The caps of the draft; null for the real ones.
    @Nullable List<Cap> draftedCaps() {
        return caps == null
                ? null
                : caps.stream().map(cap -> Objects.requireNonNull(cap).cap()).toList();
    }

    /// Reports rules whose amounts are not in the currency of the offer.
    void checkCurrency(Fields fields, String currency) {
        for (int i = 0; rules != null && i < rules.size(); i++) {
            Rule rule = rules.get(i);
            fields.check(
                    rule == null || currency.equals(rule.terms().currency()),
                    "rules[" + i + "].currency",
                    Problem.NOT_EQUAL,
                    currency);
        }
    }

    /// The promoters of its rules and caps.
    @JsonIgnore
    Set<Long> promoters() {
        Set<Long> promoters = new HashSet<>();
        for (Rule rule : Objects.requireNonNullElse(rules, List.<@Nullable Rule>of())) {
            if (rule != null && rule.promoterId() != null) {
                promoters.add(rule.promoterId());
            }
        }
        for (Limit cap : Objects.requireNonNullElse(caps, List.<@Nullable Limit>of())) {
            if (cap != null && cap.promoterId() != null) {
                promoters.add(cap.promoterId());
            }
        }
        return promoters;
    }

    /// Reports rules and caps for promoters that are not among these.
    void checkPromoters(Fields fields, Set<Long> known) {
        for (int i = 0; rules != null && i < rules.size(); i++) {
            Rule rule = rules.get(i);
            check(fields, "rules[" + i + "]", rule == null ? null : rule.promoterId(), known);
        }
        for (int i = 0; caps != null && i < caps.size(); i++) {
            Limit cap = caps.get(i);
            check(fields, "caps[" + i + "]", cap == null ? null : cap.promoterId(), known);
        }
    }

    private static void check(
            Fields fields, String prefix, @Nullable Long promoter, Set<Long> known) {
        fields.check(
                promoter == null || known.contains(promoter),
                prefix + ".promoter_id",
                Problem.NOT_OF_OFFER);
    }

    private static @Nullable AccountId account(@Nullable Long id) {
        return id == null ? null : new AccountId(id);
    }
}
