package com.afftok.management.trust.fraud;

import com.afftok.management.platform.answer.Fields;
import com.afftok.management.platform.answer.Problem;
import com.afftok.shared.id.OfferId;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The clicks for a dry run of rules.
@Serdeable
record DryRunRequest(Instant from, Instant to, @Nullable Long offerId) {

    private static final int MOST_DAYS = 31;

    DryRunRequest {
        Fields fields = new Fields();
        from = fields.present("from", FraudClickSearch.timeOrNull(fields, "from", from));
        to = fields.present("to", FraudClickSearch.timeOrNull(fields, "to", to));
        offerId = fields.idOrNull("offer_id", offerId);
        if (from != null && to != null) {
            fields.check(from.isBefore(to), "to", Problem.NOT_AFTER_OTHER, "from")
                    .check(
                            Duration.between(from, to).compareTo(Duration.ofDays(MOST_DAYS)) <= 0,
                            "to",
                            Problem.TOO_FAR_APART,
                            MOST_DAYS,
                            "from");
        }
        fields.end();
    }

    @Nullable OfferId offer() {
        return offerId == null ? null : new OfferId(offerId);
    }
}
