package com.afftok.management.platform.document;

import com.afftok.document.OpenApi;
import com.afftok.management.Standing;
import com.afftok.management.access.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The permissions of roles, from the contract and not from the code, so that differences are
/// found.
final class ContractedRoles {

    private static final String ANYONE = "anyone";
    private static final String EVERYTHING = "everything";

    /// The areas of each role; areas without an operation are for later ones.
    private static final String ROLES =
            """
            promoter           | user promoter
            advertiser         | user advertiser
            super_admin        | signed_in admin everything
            finance_admin      | signed_in admin dashboard invoices payouts analytics.revenue conversions offers.view contests.view
            tech_admin         | signed_in admin dashboard monitoring logs webhooks fraud_detection geo_rules
            advertiser_manager | signed_in admin dashboard offers networks teams contests badges analytics.basic
            promoter_support   | signed_in admin dashboard users teams.view contests.view
            fraud_reviewer     | signed_in admin fraud_detection geo_rules logs.view
            """;

    /// What the members of an account may do in an area of its kind: `self` is about the user, all
    /// else about the account.
    private static final String MEMBERS =
            """
            owner   | self view work settings money members
            manager | self view work settings
            finance | self view money
            viewer  | self view
            """;

    /// The operations of each area; a `*` stands for any end of a path.
    private static final String AREAS =
"""
            anyone          | GET /health*
            anyone          | GET /api/openapi.yml
            anyone          | POST /api/auth/register
            anyone          | POST /api/auth/login
            anyone          | POST /api/auth/send-otp
            anyone          | POST /api/auth/verify-otp
            anyone          | GET /api/auth/oidc
            anyone          | POST /api/auth/oidc/{provider}/*
            anyone          | POST /api/auth/oidc/sign-in
            anyone          | POST /api/auth/passkeys/sign-in*
            anyone          | POST /api/auth/refresh
            anyone          | POST /api/auth/password/forgot
            anyone          | POST /api/auth/password/reset
            anyone          | POST /api/auth/email/verify
            anyone          | POST /api/admin/auth/login
            anyone          | POST /api/admin/auth/passkeys/sign-in
            anyone          | GET /api/offers
            anyone          | GET /api/offers/{id}

            anyone          | POST /api/auth/invitations/accept
            anyone          | GET /api/auth/consents

            signed_in       | POST /api/auth/logout
            signed_in       | GET,DELETE /api/auth/sessions*
            signed_in       | GET /api/me
            signed_in       | POST /api/auth/step-up
            signed_in       | GET,POST /api/auth/passkeys
            signed_in       | POST /api/auth/passkeys/begin
            signed_in       | DELETE /api/auth/passkeys/{id}
            admin           | GET /api/admin/auth/me
            admin           | PUT /api/admin/auth/password
            admin           | POST /api/admin/auth/mfa/*

            user.self       | POST /api/auth/logout
            user.self       | GET,DELETE /api/auth/sessions*
            user.self       | GET /api/me
            user.self       | GET /api/auth/me
            user.self       | GET /api/auth/session
            user.self       | PUT,DELETE /api/auth/phone
            user.self       | POST /api/auth/phone/verify
            user.self       | GET,DELETE /api/auth/mfa
            user.self       | POST /api/auth/mfa/*
            user.self       | POST /api/auth/step-up
            user.self       | GET,POST,DELETE /api/auth/identities*
            user.self       | GET,POST /api/auth/passkeys
            user.self       | POST /api/auth/passkeys/begin
            user.self       | DELETE /api/auth/passkeys/{id}
            user.self       | PUT /api/auth/password
            user.self       | PUT /api/auth/email
            user.self       | POST /api/auth/email/resend
            user.self       | POST /api/auth/switch
            user.self       | POST /api/account/leave
            user.self       | POST /api/auth/consents
            user.self       | POST /api/auth/export
            user.self       | POST /api/auth/close
            user.self       | GET,PUT /api/profile

            user.view       | GET /api/account
            user.settings   | PATCH /api/account
            user.view       | GET /api/account/members
            user.members    | POST,PATCH,DELETE /api/account/members*
            user.members    | GET,DELETE /api/account/invitations*
            user.work       | GET,POST,DELETE /api/account/keys*

            user.view       | GET /api/clicks
            user.view       | GET /api/conversions
            user.view       | GET /api/conversions/latest
            user.view       | GET /api/conversions/claims
            user.view       | GET /api/conversions/{id}
            user.view       | GET /api/commissions*
            user.view       | GET /api/balance
            user.view       | GET /api/ledger
            user.view       | GET /api/statements*
            user.view       | GET /api/reports
            user.view       | GET /api/dashboard/*
            user.view       | GET /api/networks*
            user.view       | GET /api/webhooks*
            user.work       | POST,PATCH,DELETE /api/webhooks*
            user.view       | GET /api/advertiser/webhooks*
            user.work       | POST,PATCH,DELETE /api/advertiser/webhooks*

            promoter.view   | GET /api/referrals
            promoter.view   | GET /api/payouts*
            promoter.money  | POST,PUT /api/payouts*
            promoter.money  | GET,PUT /api/tax-profile
            promoter.money  | GET,POST,DELETE /api/payout-methods*
            promoter.work   | POST /api/offers/{id}/join
            promoter.view   | GET /api/links*
            promoter.work   | POST,PATCH /api/links*

            advertiser.work | POST /api/offers
            advertiser.work | PUT,DELETE /api/offers/{id}
            advertiser.work | POST /api/offers/{id}/pause
            advertiser.work | POST /api/offers/{id}/activate
            advertiser.work | POST /api/offers/{id}/archive
            advertiser.view | GET /api/offers/{id}/applications
            advertiser.work | POST /api/applications/{id}/*
            advertiser.work | POST /api/conversions*
            advertiser.work | GET /api/conversions/decisions*
            advertiser.work | GET /api/conversions/order-lists*
            advertiser.view | GET /api/advertiser/secrets*
            advertiser.work | POST,DELETE /api/advertiser/secrets*
            advertiser.view | GET /api/advertiser/postbacks*
            advertiser.work | POST /api/advertiser/postbacks*
            advertiser.view | GET /api/advertiser/test-conversions

            user.view       | GET /api/commission-rules
            user.view       | GET /api/commission-rules/{id}
            advertiser.view | GET /api/commission-rules/{id}/versions
            advertiser.view  | GET /api/advertiser/invoices*
            advertiser.view  | GET /api/advertiser/billing-profile
            advertiser.money | PUT /api/advertiser/billing-profile

            advertiser.work | POST /api/commission-rules
            advertiser.work | PUT /api/commission-rules/{id}
            advertiser.work | POST /api/commission-rules/{id}/end
            advertiser.view | POST /api/commission-rules/preview
            advertiser.view | GET /api/commission-caps*
            advertiser.work | POST,PUT /api/commission-caps*
            advertiser.view | GET /api/offers/{id}/recruiter-rates
            advertiser.work | PUT /api/offers/{id}/recruiter-rates
            user.view       | POST /api/commissions/simulate

            user.view        | GET /api/bonuses*
            advertiser.money | POST /api/bonuses
            payouts          | GET /api/bonuses*
            user.view        | GET /api/bonus-rules*
            advertiser.work  | POST /api/bonus-rules*
            offers           | GET,POST /api/bonus-rules*
            payouts          | GET,PUT,POST /api/admin/exchange-rates*

            offers          | GET /api/commission-rules*
            offers          | POST /api/commission-rules
            offers          | PUT /api/commission-rules/{id}
            offers          | POST /api/commission-rules/{id}/end
            conversions     | POST /api/commission-rules/preview
            offers          | GET,POST,PUT /api/commission-caps*
            offers          | GET,PUT /api/offers/{id}/recruiter-rates
            offers          | POST /api/commissions/simulate
            offers          | POST /api/offers
            offers          | PUT,DELETE /api/offers/{id}
            offers          | POST /api/offers/{id}/approve
            offers          | POST /api/offers/{id}/decline
            offers          | POST /api/offers/{id}/pause
            offers          | POST /api/offers/{id}/activate
            offers          | POST /api/offers/{id}/archive
            offers          | GET /api/offers/{id}/applications
            offers          | POST /api/applications/{id}/*
            networks        | GET,POST,PUT,DELETE /api/networks*
            dashboard       | GET /api/admin/metrics
            users           | GET,POST,PUT /api/admin/users*
            fraud_detection | GET,POST,DELETE /api/admin/fraud/*
            fraud_detection | GET /api/clicks
            payouts         | GET /api/clicks

            payouts         | GET,POST /api/admin/payouts*
            payouts         | GET,POST /api/admin/payout-batches*
            payouts         | GET,POST /api/admin/payout-sends
            payouts         | GET /api/admin/payout-debtors
            settings        | PUT /api/admin/payout-debtors
            payouts         | GET /api/admin/payout-limits
            settings        | PUT /api/admin/payout-limits/*
            advertiser.view | GET /api/advertiser/terms
            advertiser.view | GET /api/advertiser/account
            payouts         | GET /api/advertiser/account
            payouts         | GET,PUT /api/admin/advertisers/{id}/terms
            payouts         | GET /api/admin/platform-fee
            settings        | PUT /api/admin/platform-fee
            payouts         | GET,POST /api/admin/advertiser-payments*
            payouts         | GET,POST /api/admin/adjustments*
            analytics.revenue | GET /api/admin/margin*
            payouts         | GET /api/admin/tax-profiles/{id}
            payouts         | GET /api/admin/withholding-rates
            settings        | POST,DELETE /api/admin/withholding-rates*
            payouts         | GET /api/admin/reconciliations*
            invoices        | GET /api/advertiser/invoices*
            invoices        | GET,PUT /api/advertiser/billing-profile
            invoices        | GET,POST /api/admin/invoices*
            invoices        | GET /api/admin/waiting-invoices
            invoices        | POST /api/admin/invoice-terms
            invoices        | GET,PUT /api/admin/billing-issuer
            invoices        | GET,POST /api/admin/months*
            payouts         | GET /api/balance
            payouts         | GET /api/ledger
            payouts         | GET /api/commissions*
            payouts         | GET /api/statements*
            conversions     | GET,POST /api/conversions*
            admin_users     | GET,POST,PATCH /api/admin/admins*
            admin_users     | POST /api/admin/end-sessions
            audit_logs      | GET /api/admin/audit-logs*
            settings        | GET,PUT /api/admin/settings*
            settings        | GET,PUT /api/admin/recruiter-rates
""";

    /// Members of answers with money, and the area that may see them.
    private static final String MONEY =
            """
            analytics.revenue | GET /api/admin/metrics | money
            """;

    private final Map<String, Set<String>> areasOfRoles = areas(ROLES);
    private final Map<String, Set<String>> areasOfMembers = areas(MEMBERS);
    private final List<Row> rows =
            AREAS.lines().filter(line -> !line.isBlank()).map(Row::of).toList();

    private record Row(String area, Set<String> methods, Pattern path) {

        static Row of(String line) {
            String[] parts = line.strip().split("[ |]+", -1);
            return new Row(
                    parts[0],
                    Set.of(parts[1].split(",", -1)),
                    Pattern.compile(Pattern.quote(parts[2]).replace("*", "\\E.*\\Q")));
        }

        boolean has(OpenApi.Operation operation) {
            return methods.contains(operation.method()) && path.matcher(operation.path()).matches();
        }
    }

    /// A member with money that one area alone may see.
    record Money(String area, String path, String member) {}

    List<Money> money() {
        return MONEY.lines()
                .map(line -> line.strip().split(" *[|] *", -1))
                .map(parts -> new Money(parts[0], parts[1].replace("GET ", ""), parts[2]))
                .toList();
    }

    /// The areas of an operation; empty if the contract has none.
    Set<String> areas(OpenApi.Operation operation) {
        return rows.stream()
                .filter(row -> row.has(operation))
                .map(Row::area)
                .collect(Collectors.toSet());
    }

    boolean isOpen(OpenApi.Operation operation) {
        return areas(operation).contains(ANYONE);
    }

    boolean admit(Standing standing, OpenApi.Operation operation) {
        return areas(operation).stream().anyMatch(area -> holds(standing, area));
    }

    /// An area of users has two parts: the kind of the account, and what a member may do.
    private boolean holds(Standing standing, String area) {
        if (standing.member() == null) {
            return !isOfUsers(area) && holds(standing.role(), area);
        }
        int dot = area.indexOf('.');
        return isOfUsers(area)
                && holds(standing.role(), area.substring(0, dot))
                && of(areasOfMembers, standing.member().label()).contains(area.substring(dot + 1));
    }

    private static boolean isOfUsers(String area) {
        return area.matches("(user|promoter|advertiser)[.].*");
    }

    boolean holds(Role role, String area) {
        Set<String> held = of(areasOfRoles, role.label());
        return held.contains(area) || held.contains(EVERYTHING);
    }

    private static Set<String> of(Map<String, Set<String>> areas, String name) {
        return areas.getOrDefault(name, Set.of());
    }

    private static Map<String, Set<String>> areas(String table) {
        Map<String, Set<String>> areas = new HashMap<>();
        table.lines()
                .map(line -> line.strip().split("[ |]+", -1))
                .forEach(words -> {
                    List<String> all = List.of(words);
                    areas.put(all.getFirst(), Set.copyOf(all.subList(1, all.size())));
                });
        return areas;
    }
}
