package com.afftok.management.sale.order;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Period;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A list of orders to compare with conversions.
///
/// @param csv read by [ReadOrders]
/// @param from sales in the period that are not listed are missing there
/// @param offerId restricts those to an offer
/// @param advertiserId whose orders they are, for administrators
@Serdeable
@ExactMembers
record OrderListRequest(
        String csv, Instant from, Instant to, @Nullable Long offerId, @Nullable Long advertiserId) {

    OrderListRequest {
        Fields fields = new Fields();
        csv = fields.present("csv", csv);
        from = fields.present("from", from);
        to = fields.present("to", to);
        Period.check(fields, from, to);
        fields.idOrNull("offer_id", offerId);
        fields.idOrNull("advertiser_id", advertiserId);
        fields.end();
    }
}
