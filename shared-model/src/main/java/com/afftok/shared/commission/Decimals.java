package com.afftok.shared.commission;

import com.afftok.shared.document.Flaw;
import com.afftok.shared.document.StrictObject;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// The permitted decimal numbers of rates and modifiers: not negative, bounded, and with no more
/// decimals than the database stores.
final class Decimals {

    static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    static final BigDecimal MOST_MODIFIER = BigDecimal.valueOf(Condition.MAX_MODIFIER);

    private static final int MAX_DECIMALS = 4;

    /// The limit of digits. Longer numbers are not compared, because comparison expands them.
    private static final int MAX_SIZE = 40;

    private Decimals() {}

    /// The permitted number in a document, or null if it is absent or invalid.
    static @Nullable BigDecimal read(StrictObject fields, String name, BigDecimal max) {
        BigDecimal number = fields.decimal(name);
        Flaw.Found problem = number == null ? null : problem(number, max);
        fields.problem(name, problem);
        return problem == null ? number : null;
    }

    /// The problem of the number, or null.
    static Flaw.@Nullable Found problem(BigDecimal value, BigDecimal max) {
        if (value.precision() > MAX_SIZE || Math.abs((long) value.scale()) > MAX_SIZE) {
            return Flaw.NOT_DECIMAL.with();
        }
        if (value.signum() < 0 || value.compareTo(max) > 0) {
            return Flaw.NOT_BETWEEN.with(0, max.toPlainString());
        }
        if (value.stripTrailingZeros().scale() > MAX_DECIMALS) {
            return Flaw.MORE_DECIMALS.with(MAX_DECIMALS);
        }
        return null;
    }

    /// The number without trailing zeros, so that equal numbers are equal objects.
    ///
    /// @throws IllegalArgumentException if it is not permitted
    static BigDecimal checked(String field, BigDecimal value, BigDecimal max) {
        Flaw.Found problem = problem(value, max);
        if (problem != null) {
            throw new IllegalArgumentException(field + " " + problem.message());
        }
        return shortest(value);
    }

    /// The modifier of a condition, if any, in the same form.
    static @Nullable BigDecimal checkedModifier(@Nullable BigDecimal modifier) {
        return modifier == null ? null : checked("modifier", modifier, MOST_MODIFIER);
    }

    /// The number without trailing zeros after the point.
    static BigDecimal shortest(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
