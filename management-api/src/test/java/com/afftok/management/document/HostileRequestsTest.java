package com.afftok.management.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.document.OpenApi;
import com.afftok.management.RunningApi;
import com.afftok.management.SignedIn;
import com.afftok.management.access.Access;
import com.afftok.management.access.Endpoints;
import com.afftok.management.access.Role;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Sends every operation of the document what nobody should send: whatever comes, the answer is a
/// documented one, refusals are in the envelope and have a code, and nothing is our fault.
///
/// `-Dfuzz.seed` repeats a run, and `-Dfuzz.seconds` makes it longer.
final class HostileRequestsTest {

    private static final Duration TIME = Duration.ofSeconds(Long.getLong("fuzz.seconds", 12));

    /// Of what an operation may take, so that those that hash passwords leave some to the others.
    private static final Duration TIME_OF_ONE = TIME.dividedBy(30);

    private static final int SHOWN = 20;

    private final long seed = Long.getLong("fuzz.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<Role, SignedIn> clients = new EnumMap<>(Role.class);
    private final Map<String, String> surprises = new TreeMap<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private final Map<String, Long> spent = new TreeMap<>();
    private int sent;

    @Test
    void are_refused_in_the_envelope_and_never_break_anything() {
        try (RunningApi api =
                RunningApi.own(Map.of("API_CALLS_PER_USER", "0", "API_CALLS_PER_ADMIN", "0"))) {
            Map<String, Access> declared = new TreeMap<>();
            api.part(Endpoints.class)
                    .all()
                    .forEach(one -> declared.put(one.method() + " " + one.path(), one.access()));
            long deadline = System.nanoTime() + TIME.toNanos();
            while (System.nanoTime() < deadline) {
                for (OpenApi.Operation operation : ServedDocument.get().operations()) {
                    if (System.nanoTime() < deadline && hasTime(operation)) {
                        attack(api, operation, role(declared.get(operation.toString())));
                    }
                }
            }
        }

        System.out.printf(
                "hostile requests: seed %d, %d operations, %d requests, answers by status %s%n",
                seed, ServedDocument.get().operations().size(), sent, statuses);
        assertThat(surprises.values().stream().limit(SHOWN)).as("-Dfuzz.seed=%d", seed).isEmpty();
    }

    private boolean hasTime(OpenApi.Operation operation) {
        return spent.getOrDefault(operation.toString(), 0L) < TIME_OF_ONE.toNanos();
    }

    private @Nullable Role role(@Nullable Access access) {
        if (!(access instanceof Access.Holders holders)) {
            return null;
        }
        List<Role> admitted = Arrays.stream(Role.values()).filter(holders::admits).toList();
        return admitted.get(random.nextInt(admitted.size()));
    }

    private void attack(RunningApi api, OpenApi.Operation operation, @Nullable Role role) {
        HostileRequest hostile = HostileRequest.of(operation, random);
        byte[] body = hostile.body();
        long start = System.nanoTime();
        try {
            HttpRequest.Builder request =
                    role == null
                            ? api.request(hostile.target())
                            : client(api, role).request(hostile.target());
            HttpResponse<String> answer =
                    api.send(
                            request.header("Content-Type", hostile.type())
                                    .method(
                                            operation.method(),
                                            body == null
                                                    ? BodyPublishers.noBody()
                                                    : BodyPublishers.ofByteArray(body)));
            judge(operation, role, hostile, answer);
        } catch (AssertionError | RuntimeException e) {
            surprises.putIfAbsent(operation + " " + e.getClass(), hostile + "\n  " + e);
        }
        sent++;
        spent.merge(operation.toString(), System.nanoTime() - start, Long::sum);
    }

    private void judge(
            OpenApi.Operation operation,
            @Nullable Role role,
            HostileRequest hostile,
            HttpResponse<String> answer) {
        int status = answer.statusCode();
        statuses.merge(status, 1, Integer::sum);
        boolean ours = status >= 500;
        boolean nameless = status >= 400 && !answer.body().contains("\"error\":{\"code\":");
        boolean misnamed = status == 400 && !answer.body().contains("\"VALID_001\"");
        boolean health = operation.path().startsWith("/health");
        boolean wrong = !health && (ours || nameless || misnamed);
        if (wrong) {
            surprises.putIfAbsent(
                    operation + " " + status,
                    operation + " " + hostile + "\n  " + status + " " + answer.body());
        }
        if (role != null && (status == 401 || status == 403)) {
            clients.remove(role);
        }
    }

    /// Signed in anew, if somebody's session was ended by what was sent before.
    private SignedIn client(RunningApi api, Role role) {
        return clients.computeIfAbsent(role, api::signedIn);
    }
}
