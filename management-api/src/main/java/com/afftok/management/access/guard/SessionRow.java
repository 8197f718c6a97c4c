package com.afftok.management.access.guard;

import com.afftok.management.access.Caller;
import com.afftok.management.access.Role;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.AdminId;
import com.afftok.shared.id.UserId;
import io.micronaut.core.annotation.Introspected;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A session with the current state of its owner.
///
/// @param enabled whether the owner's account is active
/// @param open whether the session is neither revoked nor expired
/// @param secondFactor whether the session has proven a second factor
/// @param enrolled whether the owner has a second factor
@Introspected
record SessionRow(
        UUID id,
        @Nullable Long userId,
        @Nullable Long accountId,
        @Nullable Long adminId,
        String role,
        boolean enabled,
        boolean open,
        boolean secondFactor,
        boolean enrolled) {

    Caller caller() {
        Role held = Role.of(role);
        if (adminId != null) {
            return new Caller.Admin(new AdminId(adminId), held, id);
        }
        if (userId == null || accountId == null) {
            throw new IllegalStateException("the session " + id + " has no owner");
        }
        UserId user = new UserId(userId);
        AccountId account = new AccountId(accountId);
        return held == Role.PROMOTER
                ? new Caller.Promoter(user, account, id)
                : new Caller.Advertiser(user, account, id);
    }
}
