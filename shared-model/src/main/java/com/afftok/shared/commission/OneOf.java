package com.afftok.shared.commission;

import com.afftok.shared.document.Flaw;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Matches a sale whose category, country or other value is in a list. Case is ignored.
///
/// An empty list matches every sale with a coupon. Only a condition on coupons may have one.
public record OneOf(Subject subject, List<String> values, @Nullable BigDecimal modifier)
        implements Condition {

    /// The maximum number of values of a condition; all countries fit.
    public static final int MAX_VALUES = 250;

    /// The maximum number of characters of a value.
    public static final int MAX_LENGTH = 200;

    public OneOf {
        values = values.stream().map(OneOf::folded).distinct().sorted().toList();
        if (values.isEmpty() && subject != Subject.COUPON) {
            throw new IllegalArgumentException("in must name at least one " + subject.label());
        }
        if (values.size() > MAX_VALUES) {
            throw new IllegalArgumentException("in must have at most " + MAX_VALUES + " values");
        }
        for (String value : values) {
            Flaw.Found problem = problem(subject, value);
            if (problem != null) {
                throw new IllegalArgumentException("in " + problem.message());
            }
        }
        modifier = Decimals.checkedModifier(modifier);
    }

    /// The problem of a value of the list, or null.
    static Flaw.@Nullable Found problem(Subject subject, String value) {
        if (value.isBlank() || value.length() > MAX_LENGTH) {
            return Flaw.NOT_PRINTABLE.with(MAX_LENGTH);
        }
        return switch (subject) {
            case COUNTRY ->
                    value.matches("[A-Za-z]{2}") ? null : Flaw.NOT_LETTERS_OF_A_COUNTRY.with();
            case CUSTOMER_TYPE ->
                    CustomerType.find(value).isPresent() ? null : Flaw.NOT_A_CUSTOMER_TYPE.with();
            case CATEGORY, CHANNEL, COUPON, GOAL -> null;
        };
    }

    @Override
    public String on() {
        return subject.label();
    }

    @Override
    public boolean matches(Sale sale, PromoterFigures figures) {
        String value = folded(subject.of(sale));
        return !value.isEmpty() && (values.isEmpty() || values.contains(value));
    }

    @Override
    public boolean covers(Condition other) {
        return other instanceof OneOf list
                && list.subject == subject
                && (values.isEmpty()
                        || (!list.values.isEmpty() && values.containsAll(list.values)));
    }

    @Override
    public boolean asksOfClick() {
        return subject == Subject.COUNTRY || subject == Subject.CHANNEL;
    }

    private static String folded(String value) {
        return value.strip().toLowerCase(Locale.ROOT);
    }
}
