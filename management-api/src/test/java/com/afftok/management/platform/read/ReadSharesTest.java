package com.afftok.management.platform.read;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.document.OpenApi.Operation;
import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.access.guard.Access;
import com.afftok.management.access.guard.Endpoints;
import com.afftok.management.platform.document.ServedDocument;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/// Every operation whose size the caller controls obeys the caller's share.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReadSharesTest {

    /// Operations without a `limit`.
    private static final Set<String> SUMS =
            Set.of(
                    "GET /api/admin/metrics",
                    "GET /api/admin/users/{id}",
                    "GET /api/admin/audit-logs/verify");

    /// Reads Redis and a table of ten thousand rows.
    private static final String BLOCKED = "GET /api/admin/fraud/blocked";

    private final RunningApi api =
            RunningApi.own(Map.of("DATABASE_READ_WAIT", "10ms", "DATABASE_READS_PER_CALLER", "2"));
    private final Map<Role, SignedIn> callers = new HashMap<>();

    @AfterAll
    void stop() {
        api.close();
    }

    @TestFactory
    Stream<DynamicTest> a_caller_whose_share_is_taken_is_sent_away() {
        ReadShares shares = api.part(ReadShares.class);
        Map<String, Access> endpoints =
                api.part(Endpoints.class).all().stream()
                        .collect(
                                Collectors.toMap(
                                        endpoint -> endpoint.method() + " " + endpoint.path(),
                                        Endpoints.Endpoint::access,
                                        (one, _) -> one));
        return longReads().stream()
                .map(operation ->
                        DynamicTest.dynamicTest(
                                operation.toString(),
                                () -> {
                                    SignedIn caller =
                                            caller(
                                                    Objects.requireNonNull(
                                                            endpoints.get(operation.toString())));
                                    String name =
                                            (caller.role().isAdmin() ? "admin:" : "user:")
                                                    + caller.id();
                                    shares.enter(name);
                                    shares.enter(name);
                                    try {
                                        assertSentAway(caller.get(path(operation)));
                                    } finally {
                                        shares.leave(name);
                                        shares.leave(name);
                                    }
                                }));
    }

    private static void assertSentAway(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(429);
        assertThat(answer.body()).contains("\"RATE_001\"");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    }

    private static List<Operation> longReads() {
        return ServedDocument.get().operations().stream()
                .filter(operation -> operation.method().equals("GET"))
                .filter(operation -> !operation.toString().equals(BLOCKED))
                .filter(operation -> hasLimit(operation) || SUMS.contains(operation.toString()))
                .toList();
    }

    private static boolean hasLimit(Operation operation) {
        return ServedDocument.get().parameters(operation).stream()
                .anyMatch(parameter -> parameter.path("name").asText().equals("limit"));
    }

    private SignedIn caller(Access access) {
        Role role =
                access instanceof Access.Holders holders
                        ? Arrays.stream(Role.values())
                                .filter(holders::admits)
                                .findFirst()
                                .orElseThrow()
                        : Role.PROMOTER;
        return callers.computeIfAbsent(role, api::signedIn);
    }

    /// With the required parameters.
    private static String path(Operation operation) {
        return operation.path().replaceAll("\\{[a-z_]+}", "1");
    }
}
