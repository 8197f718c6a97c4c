package com.afftok.management.platform.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.document.OpenApi;
import com.afftok.management.RunningApi;
import com.afftok.management.Standing;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Calls every operation of the document in every standing, as the contract requires, and with ids
/// of another tenant in path, query and body.
final class RoleWalkTest {

    private static final OpenApi DOCUMENT = ServedDocument.get();
    private static final ContractedRoles CONTRACT = new ContractedRoles();
    private static final List<Standing> STANDINGS = Standing.all();
    private static final Set<Role> USERS = Set.of(Role.PROMOTER, Role.ADVERTISER);

    /// Who may change the most, and who may change the least.
    private static final Set<MemberRole> MEMBERS = Set.of(MemberRole.OWNER, MemberRole.VIEWER);

    /// How many walk in parallel.
    private static final int WALKERS = 4;

    private static final String NOBODYS = "999999999999";

    /// Operations on objects that all users may see, although they do not own them.
    private static final Set<String> UPON_WHAT_IS_EVERYBODYS =
            Set.of("POST /api/offers/{id}/join", "GET /api/networks/{id}");

    /// Lists in which owners must find their marked rows, so that a missing mark proves something.
    private static final Set<String> SHOW_THEIR_OWNERS_THE_MARK =
            Set.of(
                    "GET /api/account/invitations",
                    "GET /api/account/keys",
                    "GET /api/account/members",
                    "GET /api/advertiser/postbacks",
                    "GET /api/advertiser/test-conversions",
                    "GET /api/advertiser/webhooks",
                    "GET /api/auth/identities",
                    "GET /api/auth/passkeys",
                    "GET /api/clicks",
                    "GET /api/commission-rules",
                    "GET /api/conversions",
                    "GET /api/conversions/latest",
                    "GET /api/links",
                    "GET /api/offers",
                    "GET /api/payout-methods",
                    "GET /api/tax-profile",
                    "GET /api/webhooks");

    private final RunningApi api = RunningApi.shared();
    private final Tenant own = new Tenant(api);
    private final Tenant other = new Tenant(api);
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private final Set<String> withoutFixture = new ConcurrentSkipListSet<>();
    private final Set<String> shownToOwners = new ConcurrentSkipListSet<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger admissions = new AtomicInteger();
    private final AtomicInteger strangers = new AtomicInteger();

    @Test
    void every_operation_admits_whom_the_contract_says_and_no_others() {
        together(walker ->
                operation -> {
                    if (CONTRACT.areas(operation).isEmpty()) {
                        surprises.add(operation + " is in no area of the contract");
                    } else if (operation.path().startsWith("/api/")) {
                        walk(operation, walker);
                    }
                });

        System.out.printf(
                "role walk: %d operations, %d standings: %d refusals, %d admissions%n",
                DOCUMENT.operations().size(), STANDINGS.size(), refusals.get(), admissions.get());
        assertThat(surprises).isEmpty();
    }

    /// Handles all operations, some of them in parallel.
    private void together(Function<Walker, Consumer<OpenApi.Operation>> handling) {
        Queue<OpenApi.Operation> left = new ConcurrentLinkedQueue<>(DOCUMENT.operations());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> walks = new ArrayList<>();
            for (int i = 0; i < WALKERS; i++) {
                Consumer<OpenApi.Operation> handle = handling.apply(new Walker(api, own, other));
                walks.add(
                        threads.submit(() -> {
                            for (var next = left.poll(); next != null; next = left.poll()) {
                                handle.accept(next);
                            }
                        }));
            }
            for (Future<?> walk : walks) {
                assertThat(walk).succeedsWithin(Duration.ofMinutes(5));
            }
        }
    }

    private void walk(OpenApi.Operation operation, Walker walker) {
        String nobodys = operation.path().replaceAll("\\{[^}]*}", NOBODYS);
        HttpResponse<String> signedOut = call(operation, api.request(nobodys), "");
        if (CONTRACT.isOpen(operation)) {
            admitted(operation, "signed out", signedOut);
            return;
        }
        refused(operation, "signed out", signedOut, 401, "AUTH_003");
        for (Standing standing : STANDINGS) {
            HttpResponse<String> answer =
                    call(operation, walker.somebody(standing).request(nobodys), "");
            if (CONTRACT.admit(standing, operation)) {
                admitted(operation, standing.toString(), answer);
            } else {
                refused(operation, standing.toString(), answer, 403, "PERM_001");
            }
        }
    }

    private void refused(
            OpenApi.Operation operation,
            String who,
            HttpResponse<String> answer,
            int status,
            String code) {
        refusals.incrementAndGet();
        if (answer.statusCode() != status || !answer.body().contains('"' + code + '"')) {
            surprise(operation, who + " must not be admitted", answer);
        }
    }

    private void admitted(OpenApi.Operation operation, String who, HttpResponse<String> answer) {
        admissions.incrementAndGet();
        if (answer.body().contains("\"PERM_001\"")
                || answer.body().contains("\"AUTH_00")
                || answer.statusCode() >= 500) {
            surprise(operation, who + " must be admitted", answer);
        }
    }

    @Test
    void what_is_anothers_is_neither_shown_nor_changed_wherever_its_id_is_sent() {
        long before = other.fingerprint();
        together(walker -> operation -> visit(operation, walker));

        System.out.printf(
                "role walk: %d requests for what is another's; without a fixture: %s; shown to"
                        + " owners alone: %s%n",
                strangers.get(), withoutFixture, shownToOwners);
        assertThat(surprises).isEmpty();
        assertThat(withoutFixture).isEmpty();
        assertThat(shownToOwners).containsAll(SHOW_THEIR_OWNERS_THE_MARK);
        assertThat(other.fingerprint()).as("all that is another's").isEqualTo(before);
    }

    private void visit(OpenApi.Operation operation, Walker walker) {
        for (Role kind : USERS) {
            for (MemberRole role : MEMBERS) {
                Visit visit = new Visit(operation, kind, role, walker);
                boolean admitted = CONTRACT.admit(new Standing(kind, role), operation);
                if (operation.path().startsWith("/api/") && admitted) {
                    inPath(visit);
                    inBody(visit);
                }
                if (operation.method().equals("GET")
                        && !operation.path().contains("{")
                        && (CONTRACT.isOpen(operation) || admitted)) {
                    inQuery(visit);
                }
            }
        }
    }

    /// An operation by a member of the own tenant.
    private record Visit(OpenApi.Operation operation, Role kind, MemberRole role, Walker walker) {

        String who() {
            return new Standing(kind, role).toString();
        }
    }

    /// A request that is valid except for its id.
    private void inPath(Visit visit) {
        OpenApi.Operation operation = visit.operation();
        if (!operation.path().contains("{")
                || UPON_WHAT_IS_EVERYBODYS.contains(operation.toString())) {
            return;
        }
        Optional<String> path = other.path(operation);
        if (path.isEmpty()) {
            withoutFixture.add(operation.toString());
            return;
        }
        HttpResponse<String> answer = stranger(visit, path.get(), example(operation).toString());
        if (answer.statusCode() != 404) {
            surprise(operation, visit.who() + " upon what is another's", answer);
        }
    }

    /// Replaces each member that is an id by another tenant's, in requests for one's own objects.
    private void inBody(Visit visit) {
        OpenApi.Operation operation = visit.operation();
        Optional<String> path =
                operation.path().contains("{")
                        ? own.path(operation)
                        : Optional.of(operation.path());
        for (String name : members(operation)) {
            Optional<String> value = other.value(name);
            if (value.isEmpty() || path.isEmpty()) {
                continue;
            }
            String theirs = name.equals("offer_id") ? other.hiddenOffer() : value.get();
            ObjectNode body = example(operation).deepCopy();
            if (example(operation).path(name).isTextual()) {
                body.put(name, theirs);
            } else {
                body.put(name, Long.parseLong(theirs));
            }
            HttpResponse<String> answer = stranger(visit, path.get(), body.toString());
            if (answer.statusCode() < 300
                    && answer.body().contains("\"%s\":%s,".formatted(name, theirs))) {
                surprise(operation, visit.who() + " with another's " + name, answer);
            }
        }
    }

    /// Sets each parameter to another tenant's value, and notes whether the owner sees the object
    /// with the same request.
    private void inQuery(Visit visit) {
        OpenApi.Operation operation = visit.operation();
        List<String> queries = new ArrayList<>();
        queries.add("");
        for (JsonNode parameter : DOCUMENT.parameters(operation)) {
            String name = parameter.path("name").asText();
            other.value(name).ifPresent(value -> queries.add("?" + name + "=" + value));
        }
        if (operation.path().equals("/api/offers")) {
            queries.add("?status=pending&search=" + other.mark());
        }
        for (String query : queries) {
            String path = operation.path() + query;
            stranger(visit, path, "");
            if (visit.role() == MemberRole.OWNER
                    && other.signedIn(visit.kind()).get(path).body().contains(other.mark())) {
                shownToOwners.add(operation.toString());
            }
        }
    }

    @Test
    void an_offer_that_is_not_public_is_shown_to_its_owner_and_who_may_see_all_offers() {
        String path = "/api/offers/" + other.hiddenOffer();

        assertThat(api.get(path).statusCode()).isEqualTo(404);
        assertThat(own.signedIn(Role.PROMOTER).get(path).statusCode()).isEqualTo(404);
        assertThat(own.signedIn(Role.ADVERTISER).get(path).statusCode()).isEqualTo(404);
        assertThat(other.signedIn(Role.PROMOTER).get(path).statusCode()).isEqualTo(404);
        assertThat(other.signedIn(Role.ADVERTISER).get(path).body()).contains(other.mark());
        for (Role role : Role.values()) {
            if (role.isAdmin()) {
                boolean may = CONTRACT.holds(role, "offers") || CONTRACT.holds(role, "offers.view");
                assertThat(api.signedIn(role).get(path).statusCode())
                        .as(role.label())
                        .isEqualTo(may ? 200 : 404);
            }
        }
    }

    @Test
    void money_is_shown_to_whom_the_contract_says_and_no_others() {
        for (ContractedRoles.Money money : CONTRACT.money()) {
            for (Role role : Role.values()) {
                HttpResponse<String> answer = api.signedIn(role).get(money.path());
                boolean shown =
                        answer.statusCode() == 200
                                && !answer.body().contains('"' + money.member() + "\":null");
                assertThat(shown)
                        .as(role.label() + " " + money + ": " + answer.body())
                        .isEqualTo(CONTRACT.holds(role, money.area()));
            }
        }
    }

    @Test
    void an_offer_that_is_not_public_cannot_be_joined() {
        HttpResponse<String> answer =
                own.signedIn(Role.PROMOTER)
                        .post("/api/offers/" + other.hiddenOffer() + "/join", "");

        assertThat(answer.statusCode()).isIn(404, 410);
        assertThat(answer.body()).doesNotContain(other.mark());
    }

    /// A caller who must not learn anything about the object.
    private HttpResponse<String> stranger(Visit visit, String path, String json) {
        strangers.incrementAndGet();
        HttpResponse<String> answer =
                call(
                        visit.operation(),
                        visit.walker().insider(visit.kind(), visit.role()).request(path),
                        json);
        if (answer.statusCode() >= 500
                || answer.statusCode() == 429
                || answer.body().contains(other.mark())) {
            surprise(visit.operation(), visit.who() + " asking for " + path + " " + json, answer);
        }
        return answer;
    }

    private static JsonNode example(OpenApi.Operation operation) {
        return content(operation).path("example");
    }

    private static JsonNode content(OpenApi.Operation operation) {
        return operation.node().path("requestBody").path("content").path("application/json");
    }

    /// The members that a request's body may have, through all parts of its schema.
    private static Set<String> members(OpenApi.Operation operation) {
        Set<String> names = new TreeSet<>();
        members(content(operation).path("schema"), names);
        return names;
    }

    private static void members(JsonNode schema, Set<String> names) {
        JsonNode resolved = DOCUMENT.resolved(schema);
        resolved.path("properties").fieldNames().forEachRemaining(names::add);
        for (String whole : List.of("allOf", "anyOf", "oneOf")) {
            resolved.path(whole).forEach(part -> members(part, names));
        }
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
