package com.afftok.edge.sale;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a report says of its sale beside the amount; "" where it says nothing.
///
/// @param adv the five fields that are the advertiser's own
/// @param occurredAt when the sale was made, as the advertiser says
public record Details(
        String goal,
        String customerType,
        String coupon,
        List<String> adv,
        @Nullable Instant occurredAt) {

    public static final int ADV_FIELDS = 5;
    public static final Details NONE = new Details("", "", "", List.of("", "", "", "", ""), null);

    public Details {
        adv = List.copyOf(adv);
        if (adv.size() != ADV_FIELDS) {
            throw new IllegalArgumentException("there are five fields of the advertiser's own");
        }
    }

    /// What the database holds in the place of an empty text.
    public static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
