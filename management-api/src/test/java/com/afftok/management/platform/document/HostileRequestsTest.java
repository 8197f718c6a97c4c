package com.afftok.management.platform.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.document.OpenApi;
import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Role;
import com.afftok.management.access.guard.Access;
import com.afftok.management.access.guard.Endpoints;
import com.afftok.shared.Seeded;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Sends hostile requests to every operation of the document. Each answer must be documented, name
/// the forbidden part, use the envelope with a documented code, and not be a server error.
///
/// Each seed is one request of each kind for each operation. `-Dfuzz.seed` sets another one. Each
/// member of the requests of accounts gets a value of each wrong type.
final class HostileRequestsTest {

    private static final Long GIVEN = Long.getLong("fuzz.seed");
    private static final List<Long> SEEDS =
            GIVEN == null
                    ? LongStream.rangeClosed(1, Seeded.share(10)).boxed().toList()
                    : List.of(GIVEN);

    private static final int SHOWN = 40;

    private static final List<HostileRequest.Way> WAYS = List.of(HostileRequest.Way.values());

    /// Operations that get every type in every member, instead of one at random.
    private static final Pattern OF_ACCOUNTS =
            Pattern.compile("/api/(auth|admin/auth|account|profile)\\b");

    private static final Set<String> CODES =
            Pattern.compile("\\b[A-Z]+_[0-9]{3}\\b")
                    .matcher(new OpenApiDocument().text())
                    .results()
                    .map(MatchResult::group)
                    .collect(Collectors.toSet());

    private final Map<Role, SignedIn> clients = new EnumMap<>(Role.class);
    private final Map<String, String> surprises = new TreeMap<>();
    private final Map<HostileRequest.Way, Map<String, Integer>> outcomes =
            new EnumMap<>(HostileRequest.Way.class);
    private int sent;

    @Test
    void are_refused_by_name_and_never_break_anything() {
        try (RunningApi api =
                RunningApi.own(Map.of("API_CALLS_PER_USER", "0", "API_CALLS_PER_ADMIN", "0"))) {
            Tenant tenant = new Tenant(api);
            Map<String, Access> declared = new HashMap<>();
            api.part(Endpoints.class)
                    .all()
                    .forEach(one -> declared.put(one.method() + " " + one.path(), one.access()));
            for (long seed : SEEDS) {
                for (HostileRequest.Way way : WAYS) {
                    for (OpenApi.Operation operation : ServedDocument.get().operations()) {
                        if (way.fits(operation)) {
                            Random random =
                                    new Random(
                                            Objects.hash(operation.toString(), way.name(), seed));
                            Role role = role(declared.get(operation.toString()), random);
                            String path = path(tenant, operation);
                            attack(
                                    api,
                                    tenant,
                                    operation,
                                    HostileRequest.of(operation, way, path, random),
                                    role);
                        }
                    }
                }
            }
            for (OpenApi.Operation operation : ServedDocument.get().operations()) {
                if (OF_ACCOUNTS.matcher(operation.path()).lookingAt()
                        && HostileRequest.Way.ANOTHER_VALUE.fits(operation)) {
                    Role role = role(declared.get(operation.toString()), new Random(1));
                    HostileRequest.ofWrongTypes(operation, path(tenant, operation))
                            .forEach(one -> attack(api, tenant, operation, one, role));
                }
            }
        }

        System.out.printf(
                "hostile requests: seeds %s, %d operations, %d requests%n",
                SEEDS, ServedDocument.get().operations().size(), sent);
        outcomes.forEach((way, counts) -> System.out.printf("  %-18s %s%n", way, counts));
        assertThat(surprises.values().stream().limit(SHOWN)).as("seeds %s", SEEDS).isEmpty();
        assertThat(outcomes.keySet()).containsExactlyElementsOf(WAYS);
    }

    private static @Nullable Role role(@Nullable Access access, Random random) {
        if (!(access instanceof Access.Holders holders)) {
            return null;
        }
        List<Role> admitted = Arrays.stream(Role.values()).filter(holders::admits).toList();
        return Hostile.any(admitted, random);
    }

    private static String path(Tenant tenant, OpenApi.Operation operation) {
        return tenant.path(operation)
                .orElseGet(() -> operation.path().replaceAll("\\{[^}]*}", "1"));
    }

    private void attack(
            RunningApi api,
            Tenant tenant,
            OpenApi.Operation operation,
            HostileRequest hostile,
            @Nullable Role role) {
        byte[] body = hostile.body();
        try {
            HttpRequest.Builder request =
                    role == null
                            ? api.request(hostile.target())
                            : client(api, tenant, role).request(hostile.target());
            if (!hostile.headers().isEmpty()) {
                request.headers(hostile.headers().toArray(String[]::new));
            }
            HttpResponse<String> answer =
                    api.send(
                            request.header("Content-Type", hostile.type())
                                    .method(
                                            operation.method(),
                                            body == null
                                                    ? BodyPublishers.noBody()
                                                    : BodyPublishers.ofByteArray(body)));
            String problem = judge(operation, hostile, answer);
            if (problem != null) {
                surprises.putIfAbsent(
                        operation + " " + hostile.way() + " " + problem,
                        "%s %s%n  %s: %d %s"
                                .formatted(
                                        operation,
                                        hostile,
                                        problem,
                                        answer.statusCode(),
                                        answer.body()));
            }
            if (role != null && Set.of(401, 403).contains(answer.statusCode())) {
                clients.remove(role);
            }
        } catch (AssertionError | RuntimeException e) {
            surprises.putIfAbsent(operation + " " + e.getClass(), hostile + "\n  " + e);
        }
        sent++;
    }

    /// The problem with an answer; null if there is none. Without a second factor, an operation may
    /// first answer that it is missing.
    private @Nullable String judge(
            OpenApi.Operation operation, HostileRequest hostile, HttpResponse<String> answer) {
        int status = answer.statusCode();
        String wrong = hostile.wrong();
        count(hostile.way(), (wrong == null ? "open " : "forbidden ") + status);
        if (operation.path().startsWith("/health")) {
            return null;
        }
        if (status >= 500) {
            return "is our fault";
        }
        if (status < 300) {
            return wrong == null ? null : "takes what the document forbids of " + wrong;
        }
        if (status < 400) {
            return null;
        }
        JsonNode error = OpenApi.json(answer.body()).path("error");
        if (!CODES.contains(error.path("code").asText())) {
            return "has a code that the document doesn't know";
        }
        if (status != 400) {
            return null;
        }
        if (!error.path("code").asText().equals("VALID_001") || error.path("details").isEmpty()) {
            return "doesn't say what is not valid";
        }
        JsonNode details = error.path("details");
        return wrong == null || isEarlier(operation, hostile, details) || names(details, wrong)
                ? null
                : "doesn't name " + wrong;
    }

    /// Whether an earlier check may refuse the request: a missing second factor, or a parameter
    /// that another one requires.
    private static boolean isEarlier(
            OpenApi.Operation operation, HostileRequest hostile, JsonNode details) {
        return names(details, "mfa")
                || (hostile.way() == HostileRequest.Way.ANOTHER_PARAMETER
                        && ServedDocument.get().parameters(operation).stream()
                                .anyMatch(one -> names(details, one.path("name").asText())));
    }

    private void count(HostileRequest.Way way, String outcome) {
        outcomes.computeIfAbsent(way, _ -> new TreeMap<>()).merge(outcome, 1, Integer::sum);
    }

    /// Whether the answer names the field, a part of it, or its parent; case is ignored.
    private static boolean names(JsonNode details, String wrong) {
        return wrong.equals(HostileRequest.BODY)
                || details.findValuesAsText("field").stream()
                        .map(field -> field.toLowerCase(Locale.ROOT))
                        .anyMatch(field ->
                                isWithin(field, wrong.toLowerCase(Locale.ROOT))
                                        || isWithin(wrong.toLowerCase(Locale.ROOT), field));
    }

    private static boolean isWithin(String inner, String outer) {
        return inner.equals(outer)
                || inner.startsWith(outer + ".")
                || inner.startsWith(outer + "[");
    }

    /// The owner of the requested object, signed in again if an earlier request has ended the
    /// session.
    private SignedIn client(RunningApi api, Tenant tenant, Role role) {
        return clients.computeIfAbsent(
                role, one -> one.isAdmin() ? api.signedIn(one) : tenant.signedIn(one).again());
    }
}
