package com.afftok.management.document;

import com.afftok.document.OpenApi;
import com.afftok.management.access.Role;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Who may do what, in the words of the contract and not of the code, so that code that says
/// something else is found. Which operation is whose stands in the document (`x-who`); which role
/// has which areas stands here.
final class ContractedRoles {

    private static final String ANYONE = "anyone";
    private static final String EVERYTHING = "everything";
    private static final Set<String> OF_USERS = Set.of("user", "promoter", "advertiser");

    /// The areas of each role; those that have no operation yet are kept for the day they get one.
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

    /// Members of answers that show money, and the area that may see them.
    private static final String MONEY =
            """
            analytics.revenue | GET /api/admin/metrics | money
            """;

    private final Map<String, Set<String>> areasOfRoles = areasOfRoles();

    /// A member that shows money to one area alone.
    record Money(String area, String path, String member) {}

    List<Money> money() {
        return MONEY.lines()
                .map(line -> line.strip().split(" *[|] *", -1))
                .map(parts -> new Money(parts[0], parts[1].replace("GET ", ""), parts[2]))
                .toList();
    }

    /// Whose an operation is, as the document says; empty if it does not say.
    Set<String> areas(OpenApi.Operation operation) {
        Set<String> areas = new HashSet<>();
        operation.node().path("x-who").forEach(area -> areas.add(area.asText()));
        return areas;
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
