package com.afftok.management.fraud;

import com.afftok.management.answer.Checks;
import com.afftok.management.answer.Failure;
import com.afftok.shared.id.OfferId;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Which clicks a version of the rules is tried on.
@Serdeable
record DryRunRequest(@Nullable Instant from, @Nullable Instant to, @Nullable Long offerId) {

    private static final Duration LONGEST = Duration.ofDays(31);

    List<Failure.Detail> problems() {
        Checks checks = new Checks().present("from", from).present("to", to);
        if (from != null && to != null) {
            checks.that(ReadQuery.isOfOurTime(from), "from", "must be a time from 2000 to 2400")
                    .that(ReadQuery.isOfOurTime(to), "to", "must be a time from 2000 to 2400")
                    .that(from.isBefore(to), "to", "must be after from")
                    .that(
                            Duration.between(from, to).compareTo(LONGEST) <= 0,
                            "to",
                            "must be at most 31 days after from");
        }
        return checks.that(offerId == null || offerId > 0, "offer_id", "must be positive")
                .problems();
    }

    @Nullable OfferId offer() {
        return offerId == null ? null : new OfferId(offerId);
    }
}
