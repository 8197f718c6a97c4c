package com.afftok.management.platform.document;

import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.Standing;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import java.util.HashMap;
import java.util.Map;

/// The callers of one of several walks in parallel. Each walk has users of its own, because calls
/// may end the sessions of their user, and are limited.
final class Walker {

    private static final int CALLS_OF_ONE = 100;

    private final RunningApi api;
    private final Tenant own;
    private final Tenant other;
    private final Map<Standing, SignedIn> callers = new HashMap<>();
    private final Map<Standing, Integer> calls = new HashMap<>();
    private final Map<Standing, SignedIn> insiders = new HashMap<>();

    Walker(RunningApi api, Tenant own, Tenant other) {
        this.api = api;
        this.own = own;
        this.other = other;
    }

    /// A caller in a new session, because operations may end it.
    SignedIn somebody(Standing standing) {
        if (calls.merge(standing, 1, Integer::sum) % CALLS_OF_ONE == 0) {
            callers.remove(standing);
        }
        return callers.computeIfAbsent(standing, api::signedIn).again();
    }

    /// A member of the own tenant in a session of its account. The user also owns the account of
    /// the other tenant, and must not see it in this session.
    SignedIn insider(Role kind, MemberRole role) {
        return insiders.computeIfAbsent(new Standing(kind, role), this::insider).again();
    }

    private SignedIn insider(Standing standing) {
        Role kind = standing.role();
        SignedIn one =
                SignedIn.member(api, kind, own.signedIn(kind).account(), standing.memberRole());
        one.joins(other.signedIn(kind).account(), MemberRole.OWNER);
        return one;
    }
}
