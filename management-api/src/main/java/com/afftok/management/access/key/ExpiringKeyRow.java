package com.afftok.management.access.key;

import com.afftok.shared.id.ApiKeyId;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An API key that expires soon, with the member that made it.
///
/// @param account its code
/// @param address the confirmed one of the member; null if there is none
/// @param language of mails to the member
@Introspected
record ExpiringKeyRow(
        long id,
        long accountId,
        String account,
        Instant expiresAt,
        @Nullable String address,
        String language) {

    ApiKeyId keyId() {
        return new ApiKeyId(id);
    }
}
