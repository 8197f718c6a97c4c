package com.afftok.management.network;

import com.afftok.management.answer.Checks;
import com.afftok.management.offer.Destination;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A network as an administrator wants it.
///
/// @param version of the network that is replaced; absent for a new one
@Serdeable
record NetworkRequest(
        @Nullable Integer version,
        @Nullable String name,
        @Nullable String description,
        @Nullable String websiteUrl,
        @Nullable String logoUrl,
        @Nullable String status) {

    void check(Checks checks) {
        checks.text("name", name, 1, 100)
                .that(name == null || !name.isBlank(), "name", "must not be blank")
                .lines("description", description, 5000)
                .that(isAddress(websiteUrl), "website_url", Destination.EXPECTED)
                .that(isAddress(logoUrl), "logo_url", Destination.EXPECTED)
                .oneOf("status", status, Set.of("active", "paused", "archived"));
    }

    private static boolean isAddress(@Nullable String text) {
        return text == null || Destination.parse(text) != null;
    }
}
