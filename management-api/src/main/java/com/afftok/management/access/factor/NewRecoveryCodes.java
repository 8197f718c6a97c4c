package com.afftok.management.access.factor;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/// New recovery codes, which are shown once.
@Serdeable
public record NewRecoveryCodes(List<String> recoveryCodes) {

    /// Omits them.
    @Override
    public String toString() {
        return "NewRecoveryCodes[]";
    }
}
