package com.afftok.management.access.guard;

import com.afftok.management.access.Allow;
import com.afftok.management.access.AllowAnyone;
import com.afftok.management.access.Caller;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Permission;
import com.afftok.management.access.Role;
import com.afftok.management.access.RoleMatrix;
import io.micronaut.core.annotation.AnnotationMetadata;
import java.util.EnumSet;
import java.util.Set;

/// Who may call an endpoint, as its annotations declare.
public sealed interface Access {

    record Anyone() implements Access {}

    /// Signed-in callers with any of the permissions.
    record Holders(Set<Permission> anyOf) implements Access {

        public Holders {
            anyOf = Set.copyOf(anyOf);
        }

        /// Whether it admits callers of the role: of an account's kind, those of some role in it.
        public boolean admits(Role role) {
            return RoleMatrix.allows(role, anyOf);
        }

        /// Whether it admits members of an account.
        ///
        /// @param kind of the account
        public boolean admits(Role kind, MemberRole role) {
            return RoleMatrix.permissions(kind, role).stream().anyMatch(anyOf::contains);
        }

        boolean admitsCaller(Caller caller) {
            return caller.permissions().stream().anyMatch(anyOf::contains);
        }
    }

    /// No or conflicting declarations; the service does not start with such an endpoint.
    record Undeclared() implements Access {}

    static Access of(AnnotationMetadata endpoint) {
        boolean anyone = endpoint.hasAnnotation(AllowAnyone.class);
        if (anyone == endpoint.hasAnnotation(Allow.class)) {
            return new Undeclared();
        }
        return anyone
                ? new Anyone()
                : new Holders(permissions(endpoint.enumValues(Allow.class, Permission.class)));
    }

    private static Set<Permission> permissions(Permission[] declared) {
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        permissions.addAll(Set.of(declared));
        return permissions;
    }
}
