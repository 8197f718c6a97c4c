package com.afftok.management.access.key;

import com.afftok.management.access.Caller;
import com.afftok.management.access.Credential;
import com.afftok.management.access.KeyScope;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ApiKeyId;
import com.afftok.shared.id.UserId;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An API key that a request names, with the current state of its owner.
///
/// @param kind of the account
/// @param memberRole the present role of its maker
/// @param enabled whether user and account are active
@Introspected
@SuppressWarnings("ArrayRecordComponent") // never compared
record PresentedKeyRow(
        long id,
        long accountId,
        long userId,
        List<String> scopes,
        byte[] secretHash,
        Instant expiresAt,
        @Nullable Instant lastUsedAt,
        String kind,
        String memberRole,
        boolean enabled) {

    Caller.User caller() {
        return Caller.User.of(
                Role.of(kind),
                new UserId(userId),
                new AccountId(accountId),
                MemberRole.of(memberRole),
                new Credential.Key(
                        new ApiKeyId(id),
                        scopes.stream().map(KeyScope::of).collect(Collectors.toSet())));
    }

    /// Omits the hash.
    @Override
    public String toString() {
        return "PresentedKeyRow[" + id + "]";
    }
}
