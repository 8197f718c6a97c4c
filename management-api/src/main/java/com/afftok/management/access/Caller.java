package com.afftok.management.access;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.AdminId;
import com.afftok.shared.id.UserId;
import io.micronaut.http.HttpRequest;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// The signed-in caller of a request, as a parameter of a controller's method.
///
/// A method takes the narrowest type that fits all callers that it allows.
public sealed interface Caller {

    Role role();

    Credential credential();

    /// The session of the call.
    ///
    /// @throws IllegalStateException for an API key: no [KeyScope] has a permission for what needs
    ///   a session
    default UUID session() {
        return switch (credential()) {
            case Credential.Session session -> session.id();
            case Credential.Key key ->
                    throw new IllegalStateException("a session is required, not the key " + key);
        };
    }

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
    /// that account, as far as the user's role in it permits, and the scopes of an API key.
    sealed interface User extends Caller {

        UserId user();

        /// The owner of the rows that are read and created.
        AccountId account();

        MemberRole memberRole();

        @Override
        default Set<Permission> permissions() {
            Set<Permission> held = RoleMatrix.permissions(role(), memberRole());
            return switch (credential()) {
                case Credential.Session _ -> held;
                case Credential.Key key ->
                        held.stream().filter(key::has).collect(Collectors.toUnmodifiableSet());
            };
        }

        /// The caller by the kind of its account.
        static User of(
                Role kind,
                UserId user,
                AccountId account,
                MemberRole memberRole,
                Credential credential) {
            return kind == Role.PROMOTER
                    ? new Promoter(user, account, memberRole, credential)
                    : new Advertiser(user, account, memberRole, credential);
        }
    }

    record Promoter(UserId user, AccountId account, MemberRole memberRole, Credential credential)
            implements User {

        @Override
        public Role role() {
            return Role.PROMOTER;
        }
    }

    record Advertiser(UserId user, AccountId account, MemberRole memberRole, Credential credential)
            implements User {

        @Override
        public Role role() {
            return Role.ADVERTISER;
        }
    }

    record Admin(AdminId id, Role role, Credential.Session credential) implements Caller {

        public Admin {
            if (!role.isAdmin()) {
                throw new IllegalArgumentException("no administrator is a " + role.label());
            }
        }
    }
}
