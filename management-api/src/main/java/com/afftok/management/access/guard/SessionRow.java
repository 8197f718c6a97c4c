package com.afftok.management.access.guard;

import com.afftok.management.access.Caller;
import com.afftok.management.access.Credential;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.AdminId;
import com.afftok.shared.id.UserId;
import io.micronaut.core.annotation.Introspected;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A session with the current state of its owner.
///
/// @param role of an administrator, or the kind of the account
/// @param memberRole the user's role in the account; null for an administrator and where the user
///   is no member any more
/// @param enabled whether user and account, or the administrator, are active
/// @param open whether the session is neither revoked nor expired, and its user still a member
/// @param secondFactor whether the session has proven a second factor
/// @param enrolled whether an administrator has a second factor
/// @param excused whether an administrator needs none yet
/// @param passwordDue whether an administrator must change the password
/// @param tokenGeneration of the access tokens that were issued last
/// @param formerTaken whether access tokens of the generation before are accepted
@Introspected
record SessionRow(
        UUID id,
        @Nullable Long userId,
        @Nullable Long accountId,
        @Nullable Long adminId,
        String role,
        @Nullable String memberRole,
        boolean enabled,
        boolean open,
        boolean secondFactor,
        boolean enrolled,
        boolean excused,
        boolean passwordDue,
        int tokenGeneration,
        boolean formerTaken) {

    /// Whether an access token of a generation is accepted.
    boolean takes(int generation) {
        return generation == tokenGeneration || (formerTaken && generation == tokenGeneration - 1);
    }

    Caller caller(int generation) {
        Role held = Role.of(role);
        Credential.Session session = new Credential.Session(id, generation != tokenGeneration);
        if (adminId != null) {
            return new Caller.Admin(new AdminId(adminId), held, session);
        }
        if (userId == null || accountId == null || memberRole == null) {
            throw new IllegalStateException("the session " + id + " has no owner");
        }
        return Caller.User.of(
                held,
                new UserId(userId),
                new AccountId(accountId),
                MemberRole.of(memberRole),
                session);
    }
}
