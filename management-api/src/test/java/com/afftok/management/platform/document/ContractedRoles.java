package com.afftok.management.platform.document;

import com.afftok.document.OpenApi;
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
    private static final Set<String> OF_USERS = Set.of("user", "promoter", "advertiser");

    /// The areas of each role; areas without an operation are for later ones.
    private static final String ROLES =
            """
            promoter           | signed_in user promoter
            advertiser         | signed_in user advertiser
            super_admin        | signed_in admin everything
            finance_admin      | signed_in admin dashboard invoices payouts analytics.revenue offers.view contests.view
            tech_admin         | signed_in admin dashboard monitoring logs webhooks fraud_detection geo_rules
            advertiser_manager | signed_in admin dashboard offers networks teams contests badges analytics.basic
            promoter_support   | signed_in admin dashboard users teams.view contests.view
            fraud_reviewer     | signed_in admin fraud_detection geo_rules logs.view
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
            anyone          | POST /api/auth/refresh
            anyone          | POST /api/auth/password/forgot
            anyone          | POST /api/auth/password/reset
            anyone          | POST /api/auth/email/verify
            anyone          | POST /api/admin/auth/login
            anyone          | GET /api/offers
            anyone          | GET /api/offers/{id}

            signed_in       | POST /api/auth/logout
            signed_in       | GET,DELETE /api/auth/sessions*
            admin           | GET /api/admin/auth/me
            admin           | PUT /api/admin/auth/password
            admin           | POST /api/admin/auth/mfa/*

            user            | GET /api/auth/me
            user            | GET /api/auth/session
            user            | PUT,DELETE /api/auth/phone
            user            | POST /api/auth/phone/verify
            user            | PUT /api/auth/password
            user            | PUT /api/auth/email
            user            | POST /api/auth/email/resend
            user            | GET,PUT /api/profile
            user            | GET /api/clicks
            user            | GET /api/conversions*
            user            | GET /api/commissions
            user            | GET /api/balance
            user            | GET /api/ledger
            user            | GET /api/reports
            user            | GET /api/dashboard/*
            user            | GET /api/networks*
            user            | GET,POST,PATCH,DELETE /api/webhooks*
            user            | GET,POST,PATCH,DELETE /api/advertiser/webhooks*

            promoter        | POST /api/offers/{id}/join
            promoter        | GET,POST,PATCH /api/links*

            advertiser      | POST /api/offers
            advertiser      | PUT,DELETE /api/offers/{id}
            advertiser      | POST /api/offers/{id}/pause
            advertiser      | POST /api/offers/{id}/activate
            advertiser      | POST /api/offers/{id}/archive
            advertiser      | GET /api/offers/{id}/applications
            advertiser      | POST /api/applications/{id}/*
            advertiser      | POST /api/conversions*
            advertiser      | GET,POST,DELETE /api/advertiser/secrets*
            advertiser      | GET,POST /api/advertiser/postbacks*
            advertiser      | GET /api/advertiser/test-conversions

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

            conversions     | GET,POST /api/conversions*
            admin_users     | GET,POST,PATCH /api/admin/admins*
            audit_logs      | GET /api/admin/audit-logs*
            settings        | GET,PUT /api/admin/settings*
            settings        | GET,PUT /api/admin/recruiter-rates
            """;

    /// Members of answers with money, and the area that may see them.
    private static final String MONEY =
            """
            analytics.revenue | GET /api/admin/metrics | money
            """;

    private final Map<String, Set<String>> areasOfRoles = areasOfRoles();
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

    boolean admit(Role role, OpenApi.Operation operation) {
        return areas(operation).stream().anyMatch(area -> holds(role, area));
    }

    boolean holds(Role role, String area) {
        Set<String> held = areasOfRoles.getOrDefault(role.label(), Set.of());
        return held.contains(area) || (held.contains(EVERYTHING) && !OF_USERS.contains(area));
    }

    private static Map<String, Set<String>> areasOfRoles() {
        Map<String, Set<String>> areas = new HashMap<>();
        ROLES.lines()
                .map(line -> line.strip().split("[ |]+", -1))
                .forEach(words -> {
                    List<String> all = List.of(words);
                    areas.put(all.getFirst(), Set.copyOf(all.subList(1, all.size())));
                });
        return areas;
    }
}
