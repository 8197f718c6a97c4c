package com.afftok.shared.commission;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Matches a sale whose category, country or the like is in a list, in whatever case.
///
/// An empty list, which only coupons may have, matches every sale that was made with a coupon.
public record OneOf(Subject subject, List<String> values, @Nullable BigDecimal modifier)
        implements Condition {

    /// The most values of one condition; all countries fit.
    public static final int MAX_VALUES = 250;

    /// The most characters of a value.
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
            String problem = problem(subject, value);
            if (problem != null) {
                throw new IllegalArgumentException("in " + problem);
            }
        }
        modifier = Decimals.checkedModifier(modifier);
    }

    /// What is wrong with a value of the list, or null.
    static @Nullable String problem(Subject subject, String value) {
        if (value.isBlank() || value.length() > MAX_LENGTH) {
            return "must have 1 to " + MAX_LENGTH + " characters";
        }
        return switch (subject) {
            case COUNTRY ->
                    value.matches("[A-Za-z]{2}") ? null : "must be a country code of two letters";
            case CUSTOMER_TYPE ->
                    CustomerType.find(value).isPresent() ? null : "must be new or returning";
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
    public boolean asksOfClick() {
        return subject == Subject.COUNTRY || subject == Subject.CHANNEL;
    }

    private static String folded(String value) {
        return value.strip().toLowerCase(Locale.ROOT);
    }
}
