package com.afftok.management.party.user;

import com.afftok.management.platform.mail.Recipient;
import com.afftok.shared.id.UserId;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/// A user without its accounts: it may have several, or none.
///
/// @param email null if the user signs in by phone and has no address
/// @param passwordHash null if the user signs in by phone alone
@Introspected
public record PersonRow(
        long id,
        String username,
        @Nullable String email,
        boolean emailVerified,
        @Nullable String passwordHash,
        String status,
        String language)
        implements Recipient {

    @Override
    public @Nullable String confirmedAddress() {
        return emailVerified ? email : null;
    }

    public UserId userId() {
        return new UserId(id);
    }

    public boolean isActive() {
        return status.equals("active");
    }

    /// Omits the hash.
    @Override
    public String toString() {
        return "PersonRow[" + id + "]";
    }
}
