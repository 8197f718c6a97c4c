package com.afftok.management.party.closing;

import com.afftok.shared.id.AccountId;
import io.micronaut.core.annotation.Introspected;

/// An account of which a user is a member, and its other members.
///
/// @param role the user's in it
/// @param otherOwners those who can sign in
@Introspected
record StandingRow(
        long id, String uniqueCode, String status, String role, long others, long otherOwners) {

    AccountId account() {
        return new AccountId(id);
    }

    /// Whether the account is closed with the user, because nobody else acts for it.
    boolean closes() {
        return isOwned() && others == 0 && !status.equals("closed");
    }

    /// Whether the other members would have no owner without the user.
    boolean isLeftWithoutOwner() {
        return isOwned() && others > 0 && otherOwners == 0;
    }

    private boolean isOwned() {
        return role.equals("owner");
    }
}
