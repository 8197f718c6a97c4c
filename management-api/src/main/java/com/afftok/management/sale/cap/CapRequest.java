package com.afftok.management.sale.cap;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.sale.version.Effect;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A cap in a request. Read-only members may be sent back and are ignored. A cap keeps its offer,
/// promoter, period, kind and currency.
///
/// @param promoterId null for each promoter
/// @param version of the cap that is changed; absent for a new one
@Serdeable
@ExactMembers(besides = {"id", "version_id", "advertiser_id", "status", "created_at", "warnings"})
record CapRequest(
        @Nullable Long offerId,
        @Nullable Long promoterId,
        @Nullable String period,
        @Nullable Integer version,
        @JsonUnwrapped CapMaximum maximum,
        @Nullable Instant effectiveFrom,
        @Nullable Instant effectiveUntil) {

    static final Set<String> PERIODS = Set.of("day", "month", "total");

    CapRequest {
        Fields fields = new Fields();
        fields.idOrNull("offer_id", offerId);
        fields.idOrNull("promoter_id", promoterId);
        fields.oneOfOrNull("period", period, PERIODS);
        maximum.check(fields, "");
        Effect effect = Effect.parsed(fields, effectiveFrom, effectiveUntil);
        effectiveFrom = effect.from();
        effectiveUntil = effect.until();
        fields.end();
    }

    @JsonIgnore
    Effect effect() {
        return new Effect(effectiveFrom, effectiveUntil);
    }
}
