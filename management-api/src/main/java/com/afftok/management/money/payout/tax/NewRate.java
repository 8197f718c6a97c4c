package com.afftok.management.money.payout.tax;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A rate of withheld tax that an administrator adds.
///
/// @param basis `none`, `tax_id` or `treaty`: what a promoter's tax profile has
/// @param validFrom null for now; not in the past
@Serdeable
@ExactMembers
record NewRate(String country, String basis, BigDecimal percent, @Nullable Instant validFrom) {

    NewRate {
        Fields fields = new Fields();
        country = fields.country("country", country);
        basis = fields.oneOf("basis", basis, RateSearch.BASES);
        percent = fields.present("percent", fields.percentOrNull("percent", percent));
        fields.timeOrNull("valid_from", validFrom);
        fields.end();
    }
}
