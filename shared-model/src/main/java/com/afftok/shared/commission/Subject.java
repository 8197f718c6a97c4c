package com.afftok.shared.commission;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The data of a sale that is compared with a list.
public enum Subject {
    CATEGORY,
    CHANNEL,
    COUNTRY,
    CUSTOMER_TYPE,
    COUPON,
    GOAL;

    static Optional<Subject> find(String label) {
        return Arrays.stream(values()).filter(subject -> subject.label().equals(label)).findFirst();
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The value in a sale; empty if it is unknown.
    String of(Sale sale) {
        return switch (this) {
            case CATEGORY -> sale.category();
            case CHANNEL -> sale.channel();
            case COUNTRY -> sale.country();
            case CUSTOMER_TYPE -> {
                CustomerType type = sale.customerType();
                yield type == null ? "" : type.label();
            }
            case COUPON -> sale.coupon();
            case GOAL -> sale.goal();
        };
    }
}
