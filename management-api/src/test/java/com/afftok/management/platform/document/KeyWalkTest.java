package com.afftok.management.platform.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.document.OpenApi;
import com.afftok.management.KnownKey;
import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.Standing;
import com.afftok.management.access.MemberRole;
import com.afftok.management.access.Role;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Calls every operation of the document with keys of every scope.
final class KeyWalkTest {

    private static final OpenApi DOCUMENT = ServedDocument.get();
    private static final ContractedRoles CONTRACT = new ContractedRoles();
    private static final String NOBODYS = "999999999999";

    private static final List<String> SCOPES =
            List.of("read", "links", "postback_secrets", "reports");

    /// The operations of each scope, from the contract and not from the code. The role of the owner
    /// narrows them.
    private static final String OPERATIONS =
            """
            read             | GET /api/account/members
            read             | GET /api/offers/{id}/applications
            read             | GET /api/links*
            read             | GET /api/networks*
            read             | GET /api/clicks
            read             | GET /api/conversions
            read             | GET /api/conversions/claims
            read             | GET /api/conversions/latest
            read             | GET /api/conversions/{id}
            read             | GET /api/commissions*
            read             | GET /api/balance
            read             | GET /api/ledger
            read             | GET /api/advertiser/terms
            read             | GET /api/advertiser/account
            read             | GET /api/referrals
            read             | GET /api/payouts*
            read             | GET /api/statements*
            read             | GET /api/advertiser/invoices*
            read             | GET /api/advertiser/billing-profile
            read             | GET /api/commission-rules*
            read             | POST /api/commission-rules/preview
            read             | GET /api/commission-caps*
            read             | GET /api/bonuses*
            read             | GET /api/bonus-rules*
            read             | GET /api/offers/{id}/recruiter-rates
            read             | POST /api/commissions/simulate
            read             | GET /api/webhooks*
            read             | GET /api/advertiser/webhooks*
            read             | GET /api/advertiser/secrets
            read             | GET /api/advertiser/postbacks*
            read             | GET /api/advertiser/test-conversions
            links            | POST /api/offers/{id}/join
            links            | GET,POST,PATCH /api/links*
            postback_secrets | GET,POST,DELETE /api/advertiser/secrets*
            postback_secrets | GET,POST /api/advertiser/postbacks*
            postback_secrets | GET /api/advertiser/test-conversions
            reports          | GET /api/clicks
            reports          | GET /api/conversions
            reports          | GET /api/conversions/claims
            reports          | GET /api/conversions/latest
            reports          | GET /api/conversions/{id}
            """;

    /// Open operations that look at the caller: they open a session, or show the user's own.
    private static final Set<String> CLOSED =
            Set.of("POST /api/auth/invitations/accept", "GET /api/auth/consents");

    /// Less than `API_CALLS_PER_KEY_BURST`.
    private static final int BURST = 150;

    private static final List<Row> ROWS = OPERATIONS.lines().map(Row::of).toList();

    private final RunningApi api = RunningApi.shared();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();

    private record Row(String scope, Set<String> methods, Pattern path) {

        static Row of(String line) {
            String[] parts = line.strip().split("[ |]+", -1);
            return new Row(
                    parts[0],
                    Set.of(parts[1].split(",", -1)),
                    Pattern.compile(Pattern.quote(parts[2]).replace("*", "\\E.*\\Q")));
        }

        boolean has(String asked, OpenApi.Operation operation) {
            return scope.equals(asked)
                    && methods.contains(operation.method())
                    && path.matcher(operation.path()).matches();
        }
    }

    @Test
    void a_key_may_what_its_scope_and_the_role_of_its_owner_say_and_nothing_else() {
        int admitted = 0;
        List<Standing> owners = new ArrayList<>();
        for (Role kind : List.of(Role.PROMOTER, Role.ADVERTISER)) {
            for (MemberRole role : List.of(MemberRole.OWNER, MemberRole.VIEWER)) {
                owners.add(new Standing(kind, role));
            }
        }
        for (Standing owner : owners) {
            for (String scope : SCOPES) {
                SignedIn user = api.signedIn(owner);
                for (List<OpenApi.Operation> part : parts()) {
                    KnownKey key = KnownKey.of(user, scope);
                    for (OpenApi.Operation operation : part) {
                        admitted += walk(operation, owner, scope, key) ? 1 : 0;
                    }
                }
            }
        }

        System.out.printf(
                "key walk: %d operations, %d keys: %d admissions%n",
                DOCUMENT.operations().size(), owners.size() * SCOPES.size(), admitted);
        assertThat(surprises).isEmpty();
        assertThat(ROWS)
                .allMatch(row ->
                        DOCUMENT.operations().stream()
                                .anyMatch(operation -> row.has(row.scope(), operation)));
    }

    /// The operations, in parts that a key may call without a pause.
    private static List<List<OpenApi.Operation>> parts() {
        List<OpenApi.Operation> all =
                DOCUMENT.operations().stream()
                        .filter(operation -> operation.path().startsWith("/api/"))
                        .toList();
        return IntStream.rangeClosed(0, all.size() / BURST)
                .mapToObj(
                        part -> all.subList(part * BURST, Math.min(all.size(), (part + 1) * BURST)))
                .toList();
    }

    /// Whether the key was admitted.
    private boolean walk(OpenApi.Operation operation, Standing owner, String scope, KnownKey key) {
        String path = operation.path().replaceAll("\\{[^}]*}", NOBODYS);
        HttpResponse<String> answer = key.send(operation.method(), path, "");
        boolean expected =
                CONTRACT.isOpen(operation)
                        ? !CLOSED.contains(operation.toString())
                        : CONTRACT.admit(owner, operation)
                                && ROWS.stream().anyMatch(row -> row.has(scope, operation));
        boolean right =
                expected
                        ? answer.statusCode() < 500
                                && answer.statusCode() != 429
                                && !answer.body().contains("\"PERM_001\"")
                                && !answer.body().contains("\"AUTH_00")
                        : answer.statusCode() == 403 && answer.body().contains("\"PERM_001\"");
        if (!right) {
            surprises.add(
                    "%s, a key of %s for %s must%s be admitted: %d %s"
                            .formatted(
                                    operation,
                                    owner,
                                    scope,
                                    expected ? "" : " not",
                                    answer.statusCode(),
                                    answer.body()));
        }
        return expected;
    }
}
