package com.afftok.management.access;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.AdminId;
import com.afftok.shared.id.UserId;
import io.micronaut.http.HttpRequest;
import java.util.Optional;
import java.util.UUID;

/// Whoever is signed in and calls, as a controller's method gets it handed in.
///
/// A method takes the narrowest of these types that all who may call it have in common.
public sealed interface Caller {

    Role role();

    /// The sign-in that the call belongs to.
    UUID session();

    /// Whom the guard let through with a request; nobody if it came without a sign-in.
    static Optional<Caller> of(HttpRequest<?> request) {
        return BindCaller.kept(request);
    }

    default boolean may(Permission permission) {
        return RoleMatrix.permissions(role()).contains(permission);
    }

    /// A user who acts for an account, a promoter or an advertiser: sees and changes what is the
    /// account's.
    sealed interface User extends Caller {

        UserId user();

        /// Whom what is found and made belongs to.
        AccountId account();
    }

    record Promoter(UserId user, AccountId account, UUID session) implements User {

        @Override
        public Role role() {
            return Role.PROMOTER;
        }
    }

    record Advertiser(UserId user, AccountId account, UUID session) implements User {

        @Override
        public Role role() {
            return Role.ADVERTISER;
        }
    }

    record Admin(AdminId id, Role role, UUID session) implements Caller {

        public Admin {
            if (!role.isAdmin()) {
                throw new IllegalArgumentException("no administrator is a " + role.label());
            }
        }
    }
}
