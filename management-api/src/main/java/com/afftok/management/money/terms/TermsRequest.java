package com.afftok.management.money.terms;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.money.Currency;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
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
        List<Billing> billing,
        @Nullable Instant effectiveFrom,
        Integer version) {

    private static final int MOST_CURRENCIES = 20;

    TermsRequest {
        Fields fields = new Fields();
        fields.percentOrNull("fee_percent", feePercent);
        billing = fields.present("billing", billing);
        fields.timeOrNull("effective_from", effectiveFrom);
        version = fields.present("version", version);
        if (billing != null) {
            fields.check(
                    billing.size() <= MOST_CURRENCIES,
                    "billing",
                    Problem.TOO_MANY,
                    MOST_CURRENCIES);
            check(fields, billing);
        }
        fields.end();
    }

    private static void check(Fields fields, List<Billing> billing) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < Math.min(billing.size(), MOST_CURRENCIES); i++) {
            Billing one = fields.present("billing[" + i + "]", billing.get(i));
            fields.check(
                    one == null || seen.add(one.currency()),
                    "billing[" + i + "].currency",
                    Problem.REPEATED);
        }
    }

    /// How it pays in a currency.
    ///
    /// @param creditLimit the debt up to which its offers go on; absent if it pays in advance
    @Serdeable
    @ExactMembers
    record Billing(String currency, String mode, @Nullable BigDecimal creditLimit) {

        private static final Set<String> MODES = Set.of("prepaid", "credit");

        Billing {
            Fields fields = new Fields();
            currency = fields.present("currency", currency);
            mode = fields.oneOf("mode", mode, MODES);
            Currency known = currency == null ? null : Currency.find(currency).orElse(null);
            fields.check(known != null, "currency", Problem.NOT_A_CURRENCY);
            boolean isCredit = "credit".equals(mode);
            fields.check(
                    isCredit || creditLimit == null || creditLimit.signum() == 0,
                    "credit_limit",
                    Problem.NOT_WITH,
                    "prepaid");
            if (isCredit) {
                fields.present("credit_limit", creditLimit);
                if (known != null) {
                    fields.amountOrNull("credit_limit", creditLimit, known);
                }
                fields.check(
                        creditLimit == null || creditLimit.signum() > 0,
                        "credit_limit",
                        Problem.NOT_POSITIVE);
            }
            fields.end();
        }

        BigDecimal limit() {
            return Objects.requireNonNullElse(creditLimit, BigDecimal.ZERO);
        }
    }
}
