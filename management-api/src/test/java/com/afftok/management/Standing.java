package com.afftok.management;

import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a caller may be: a member of an account of a kind, or an administrator.
///
/// @param member null for an administrator
public record Standing(Role role, @Nullable MemberRole member) {

    /// Two kinds of accounts with four roles each, and six administrators.
    public static List<Standing> all() {
        return Arrays.stream(Role.values()).flatMap(Standing::of).toList();
    }

    private static Stream<Standing> of(Role role) {
        return role.isAdmin()
                ? Stream.of(new Standing(role, null))
                : Arrays.stream(MemberRole.values()).map(member -> new Standing(role, member));
    }

    /// The role of a member.
    public MemberRole memberRole() {
        return Objects.requireNonNull(member, role + " is no member");
    }

    @Override
    public String toString() {
        return member == null ? role.label() : role.label() + " " + member.label();
    }
}
