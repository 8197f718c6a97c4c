package com.afftok.management.access.consent;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A consent of a user.
///
/// @param withdrawnAt null while it is in force
@Introspected
@Serdeable
record ConsentRow(String document, String version, Instant givenAt, @Nullable Instant withdrawnAt) {

    boolean isTo(Document other, String wanted) {
        return withdrawnAt == null && document.equals(other.label()) && version.equals(wanted);
    }
}
