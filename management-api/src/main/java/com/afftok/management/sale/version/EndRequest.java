package com.afftok.management.sale.version;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The end of terms.
///
/// @param version that was read
/// @param effectiveUntil null for now
@Serdeable
@ExactMembers
public record EndRequest(Integer version, @Nullable Instant effectiveUntil) {

    public EndRequest {
        Fields fields = new Fields();
        version = fields.present("version", version);
        effectiveUntil = Effect.parsed(fields, null, effectiveUntil).until();
        fields.end();
    }
}
