package com.afftok.management.integration;

import com.afftok.management.config.ApiConfig;
import com.afftok.shared.code.ClickCodes;
import com.afftok.shared.id.ClickId;
import jakarta.inject.Singleton;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes click ids as shops know them.
@Singleton
final class ShowClickIds {

    private final ClickCodes codes;

    ShowClickIds(ApiConfig config) {
        this.codes = new ClickCodes(config.linkKeys());
    }

    @Nullable String show(@Nullable UUID id) {
        return id == null ? null : codes.encode(ClickId.from(id));
    }
}
