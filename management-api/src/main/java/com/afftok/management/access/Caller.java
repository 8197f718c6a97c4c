package com.afftok.management.access;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.AdminId;
import com.afftok.shared.id.UserId;
import io.micronaut.http.HttpRequest;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The signed-in caller of a request, as a parameter of a controller's method.
///
/// A method takes the narrowest type that fits all callers that it allows.
public sealed interface Caller {

    Role role();

    /// The session of the call.
    UUID session();

    /// The caller that the guard has authenticated; empty without a sign-in.
    static Optional<Caller> of(HttpRequest<?> request) {
        return BindCaller.kept(request);
    }

    default Set<Permission> permissions() {
        return RoleMatrix.permissions(role());
    }

    default boolean may(Permission permission) {
        return permissions().contains(permission);
    }

    /// A user who acts for the account of a promoter or an advertiser: reads and changes rows of
    /// that account, as far as the user's role in it permits.
    sealed interface User extends Caller {

        UserId user();

        /// The owner of the rows that are read and created.
        AccountId account();

        MemberRole memberRole();

        @Override
        default Set<Permission> permissions() {
            return RoleMatrix.permissions(role(), memberRole());
        }
    }

    record Promoter(UserId user, AccountId account, MemberRole memberRole, UUID session)
            implements User {

        @Override
        public Role role() {
            return Role.PROMOTER;
        }
    }

    record Advertiser(UserId user, AccountId account, MemberRole memberRole, UUID session)
            implements User {

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
