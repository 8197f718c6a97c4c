package com.afftok.management.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.document.OpenApi;
import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Access;
import com.afftok.management.access.Endpoints;
import com.afftok.management.access.Role;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Walks every operation of the document with every role, and with the ids of somebody else.
final class RoleWalkTest {

    private static final int CALLS_OF_ONE = 100;
    private static final String NOBODYS = "999999999999";

    /// Operations upon what all users may see, although they are not its owner.
    private static final Set<String> UPON_WHAT_IS_EVERYBODYS =
            Set.of("POST /api/offers/{id}/join", "GET /api/networks/{id}");

    private final RunningApi api = RunningApi.shared();
    private final List<String> surprises = new ArrayList<>();
    private final List<String> withoutFixture = new ArrayList<>();
    private final Map<Role, SignedIn> callers = new EnumMap<>(Role.class);
    private final Map<Role, Integer> calls = new EnumMap<>(Role.class);
    private int refusals;
    private int admissions;
    private int strangers;

    @Test
    void every_operation_admits_whom_it_declares_and_shows_nobody_what_is_anothers() {
        OtherTenant other = new OtherTenant(api);
        Map<String, Access> declared = new TreeMap<>();
        api.part(Endpoints.class)
                .all()
                .forEach(one -> declared.put(one.method() + " " + one.path(), one.access()));
        int operations = 0;
        for (OpenApi.Operation operation : ServedDocument.get().operations()) {
            operations++;
            if (declared.get(operation.toString()) instanceof Access.Holders holders) {
                walk(operation, holders, other);
            }
        }

        System.out.printf(
                "role walk: %d operations, %d roles: %d refusals, %d admissions, %d requests for"
                        + " what is another's; without a fixture: %s%n",
                operations, Role.values().length, refusals, admissions, strangers, withoutFixture);
        assertThat(surprises).isEmpty();
        assertThat(withoutFixture).isEmpty();
    }

    private void walk(OpenApi.Operation operation, Access.Holders holders, OtherTenant other) {
        String nobodys = operation.path().replaceAll("\\{[^}]*}", NOBODYS);
        refused(
                operation,
                "signed out",
                call(operation, api.request(nobodys), ""),
                401,
                "AUTH_003");
        for (Role role : Role.values()) {
            HttpResponse<String> answer = call(operation, somebody(role).request(nobodys), "");
            if (!holders.admits(role)) {
                refused(operation, role.label(), answer, 403, "PERM_001");
            } else {
                admitted(operation, role, answer);
                if (!role.isAdmin()) {
                    anothers(operation, role, other);
                }
            }
        }
    }

    private void refused(
            OpenApi.Operation operation,
            String who,
            HttpResponse<String> answer,
            int status,
            String code) {
        refusals++;
        if (answer.statusCode() != status || !answer.body().contains('"' + code + '"')) {
            surprise(operation, who, answer);
        }
    }

    private void admitted(OpenApi.Operation operation, Role role, HttpResponse<String> answer) {
        admissions++;
        if (answer.body().contains("\"PERM_001\"")
                || answer.body().contains("\"AUTH_00")
                || answer.statusCode() >= 500) {
            surprise(operation, role.label(), answer);
        }
    }

    /// With a request that is fine but for its id.
    private void anothers(OpenApi.Operation operation, Role role, OtherTenant other) {
        if (!operation.path().contains("{")
                || UPON_WHAT_IS_EVERYBODYS.contains(operation.toString())) {
            return;
        }
        Optional<String> path = other.path(operation);
        if (path.isEmpty()) {
            withoutFixture.add(operation.toString());
            return;
        }
        strangers++;
        JsonNode example =
                operation
                        .node()
                        .path("requestBody")
                        .path("content")
                        .path("application/json")
                        .path("example");
        HttpResponse<String> answer =
                call(
                        operation,
                        somebody(role).request(path.get()),
                        example.isMissingNode() ? "" : example.toString());
        if (answer.statusCode() != 404) {
            surprise(operation, role.label() + " upon what is another's", answer);
        }
    }

    /// Of the role, in a session of its own, since operations may end it, and not for so long that
    /// the limits of one user are reached.
    private SignedIn somebody(Role role) {
        if (calls.merge(role, 1, Integer::sum) % CALLS_OF_ONE == 0) {
            callers.remove(role);
        }
        return callers.computeIfAbsent(role, api::signedIn).again();
    }

    private void surprise(OpenApi.Operation operation, String who, HttpResponse<String> answer) {
        surprises.add(
                "%s, %s: %d %s".formatted(operation, who, answer.statusCode(), answer.body()));
    }

    private HttpResponse<String> call(
            OpenApi.Operation operation, HttpRequest.Builder request, String json) {
        return api.send(
                request.header("Content-Type", "application/json")
                        .method(
                                operation.method(),
                                json.isEmpty()
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(json)));
    }
}
