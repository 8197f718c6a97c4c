package com.afftok.management.sale.order;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A compared list of orders, with the number of each outcome.
///
/// @param lines with orders
@Serdeable
record OrderListView(
        long id,
        long advertiserId,
        @Nullable Long offerId,
        Instant from,
        Instant to,
        int lines,
        int agree,
        int otherAmount,
        int missingHere,
        int missingThere,
        Instant createdAt) {

    static OrderListView of(OrderListRow row) {
        return new OrderListView(
                row.id(),
                row.advertiserId(),
                row.offerId(),
                row.fromTime(),
                row.toTime(),
                row.agree() + row.otherAmount() + row.missingHere(),
                row.agree(),
                row.otherAmount(),
                row.missingHere(),
                row.missingThere(),
                row.createdAt());
    }
}
