package com.afftok.management.money.payout.limit;

import com.afftok.management.money.payout.tax.Tax;
import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The limits of payouts.
@Serdeable
record Limits(
        List<Minimum> minimums,
        List<Threshold> thresholds,
        List<Fee> fees,
        List<Absorption> absorptions) {

    private static final Set<String> METHODS = Set.of("bank_transfer", "upi", "wallet", "paypal");

    static Limits of(LimitRepository rows) {
        return new Limits(
                rows.minimums().stream()
                        .map(row ->
                                new Minimum(
                                        row.currency(),
                                        row.method(),
                                        shown(row.currency(), row.minimum()),
                                        row.version()))
                        .toList(),
                rows.thresholds().stream()
                        .map(row ->
                                new Threshold(
                                        row.currency(),
                                        shown(row.currency(), row.amount()),
                                        row.version()))
                        .toList(),
                rows.fees().stream().map(Fee::of).toList(),
                rows.absorptions().stream()
                        .map(row ->
                                new Absorption(
                                        row.currency(),
                                        shown(row.currency(), row.amount()),
                                        row.version()))
                        .toList());
    }

    private static BigDecimal shown(String currency, BigDecimal amount) {
        return Money.of(amount, Currency.of(currency)).toBigDecimal();
    }

    /// The minimum of a payout by a method.
    ///
    /// @param version that was changed; 0 for one that was never set
    @Serdeable
    @ExactMembers
    record Minimum(String currency, String method, BigDecimal minimum, Integer version) {

        Minimum {
            Fields fields = new Fields();
            minimum = parse(fields, currency, "minimum", minimum);
            method = fields.oneOf("method", method, METHODS);
            version = fields.present("version", version);
            fields.end();
        }
    }

    /// The amount above which two persons approve a payout.
    ///
    /// @param version that was changed; 0 for one that was never set
    @Serdeable
    @ExactMembers
    record Threshold(String currency, BigDecimal amount, Integer version) {

        Threshold {
            Fields fields = new Fields();
            amount = parse(fields, currency, "amount", amount);
            version = fields.present("version", version);
            fields.end();
        }
    }

    /// The fee of a payout by a method.
    ///
    /// @param maximum of both together; null for none
    /// @param version that was changed; 0 for one that was never set
    @Serdeable
    @ExactMembers
    record Fee(
            String currency,
            String method,
            BigDecimal fixed,
            BigDecimal percent,
            @Nullable BigDecimal maximum,
            Integer version) {

        Fee {
            Fields fields = new Fields();
            fixed = parse(fields, currency, "fixed", fixed);
            method = fields.oneOf("method", method, METHODS);
            percent = fields.present("percent", fields.percentOrNull("percent", percent));
            if (maximum != null) {
                parse(fields, currency, "maximum", maximum);
                fields.check(
                        fixed == null || maximum.compareTo(fixed) >= 0,
                        "maximum",
                        Problem.BELOW_OTHER,
                        "fixed");
            }
            version = fields.present("version", version);
            fields.end();
        }

        static Fee of(LimitRepository.FeeRow row) {
            BigDecimal maximum = row.maximum();
            return new Fee(
                    row.currency(),
                    row.method(),
                    shown(row.currency(), row.fixed()),
                    Tax.shown(row.percent()),
                    maximum == null ? null : shown(row.currency(), maximum),
                    row.version());
        }
    }

    /// The most that one payout absorbs of refunds.
    ///
    /// @param version that was changed; 0 for one that was never set
    @Serdeable
    @ExactMembers
    record Absorption(String currency, BigDecimal amount, Integer version) {

        Absorption {
            Fields fields = new Fields();
            amount = parse(fields, currency, "amount", amount);
            version = fields.present("version", version);
            fields.end();
        }
    }

    private static BigDecimal parse(
            Fields fields, @Nullable String currency, String field, @Nullable BigDecimal amount) {
        Currency known = currency == null ? null : Currency.find(currency).orElse(null);
        fields.present("currency", currency);
        fields.check(known != null, "currency", Problem.NOT_A_CURRENCY);
        if (known != null) {
            fields.amountOrNull(field, amount, known);
        }
        return fields.present(field, amount);
    }
}
