package com.afftok.management.money.terms;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.money.Currency;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// New terms of an advertiser, in place of all former ones.
///
/// @param feePercent null for the platform's
/// @param billing how it pays in currencies with a limit
/// @param effectiveFrom for clicks from this time on; null: from now on
/// @param version of the last terms that were read; 0 if there are none
@Serdeable
@ExactMembers
record TermsRequest(
        @Nullable BigDecimal feePercent,
        @Nullable List<@Nullable Billing> billing,
        @Nullable Instant effectiveFrom,
        Integer version) {

    private static final int MOST_CURRENCIES = 20;
    private static final Set<String> MODES = Set.of("prepaid", "credit");

    TermsRequest {
        Fields fields = new Fields();
        fields.percentOrNull("fee_percent", feePercent);
        fields.present("billing", billing);
        fields.timeOrNull("effective_from", effectiveFrom);
        version = fields.present("version", version);
        if (billing != null) {
            int size = billing.size();
            fields.check(size <= MOST_CURRENCIES, "billing", Problem.TOO_MANY, MOST_CURRENCIES);
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < Math.min(size, MOST_CURRENCIES); i++) {
                String field = "billing[" + i + ']';
                Billing one = billing.get(i);
                fields.check(one != null, field, Problem.REQUIRED);
                if (one != null) {
                    one.check(fields, field + '.');
                    String currency = one.currency();
                    fields.check(
                            currency == null || seen.add(currency),
                            field + ".currency",
                            Problem.REPEATED);
                }
            }
        }
        fields.end();
    }

    /// How it pays in a currency. The constructor of the request checks it.
    ///
    /// @param creditLimit the debt up to which its offers go on; absent if it pays in advance
    @Serdeable
    @ExactMembers
    record Billing(
            @Nullable String currency, @Nullable String mode, @Nullable BigDecimal creditLimit) {

        private void check(Fields fields, String prefix) {
            fields.oneOf(prefix + "mode", mode, MODES);
            String limit = prefix + "credit_limit";
            boolean isCredit = "credit".equals(mode);
            fields.present(prefix + "currency", currency);
            Currency known = currency == null ? null : Currency.find(currency).orElse(null);
            fields.check(known != null, prefix + "currency", Problem.NOT_A_CURRENCY);
            fields.check(creditLimit != null || !isCredit, limit, Problem.REQUIRED);
            fields.check(
                    isCredit || creditLimit == null || creditLimit.signum() == 0,
                    limit,
                    Problem.NOT_WITH,
                    "prepaid");
            if (known != null) {
                fields.amountOrNull(limit, creditLimit, known);
            }
            fields.check(
                    !isCredit || creditLimit == null || creditLimit.signum() > 0,
                    limit,
                    Problem.NOT_POSITIVE);
        }

        BigDecimal limit() {
            return Objects.requireNonNullElse(creditLimit, BigDecimal.ZERO);
        }
    }

    /// After the constructor has found no problem.
    List<Billing> known() {
        List<Billing> known = new ArrayList<>();
        for (Billing one : billing == null ? List.<@Nullable Billing>of() : billing) {
            if (one != null) {
                known.add(one);
            }
        }
        return known;
    }
}
