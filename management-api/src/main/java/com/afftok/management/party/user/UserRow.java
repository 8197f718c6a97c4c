package com.afftok.management.party.user;

import com.afftok.management.platform.mail.Recipient;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.UserId;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A user and an account of which it is a member, without sealed columns.
///
/// @param email null if the user signs in by phone and has no address
/// @param passwordHash null if the user signs in by phone alone
/// @param role the kind of the account
/// @param memberRole the user's role in it
/// @param lastLoginAt null before the first sign-in
@Introspected
public record UserRow(
        long id,
        long accountId,
        String username,
        @Nullable String email,
        boolean emailVerified,
        @Nullable String phone,
        @Nullable String passwordHash,
        String fullName,
        String language,
        String role,
        String memberRole,
        String status,
        String country,
        List<String> audienceCountries,
        String uniqueCode,
        int points,
        int level,
        @Nullable Instant lastLoginAt)
        implements Recipient {

    @Override
    public @Nullable String confirmedAddress() {
        return emailVerified ? email : null;
    }

    public UserId userId() {
        return new UserId(id);
    }

    public AccountId account() {
        return new AccountId(accountId);
    }

    public boolean isActive() {
        return status.equals("active");
    }

    /// Omits the hash.
    @Override
    public String toString() {
        return "UserRow[" + id + "]";
    }
}
