package com.afftok.management.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.afftok.management.RunningApi;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

final class EndpointsTest {

    private final RunningApi api = RunningApi.shared();

    /// What is not said to be open is closed, and open exactly to those who hold the permission.
    @TestFactory
    Stream<DynamicTest> admit_whom_they_declare_and_nobody_else() {
        return api.part(Endpoints.class).all().stream()
                .filter(endpoint -> !endpoint.method().equals("HEAD"))
                .filter(endpoint -> endpoint.access() instanceof Access.Holders)
                .map(endpoint ->
                        DynamicTest.dynamicTest(
                                endpoint.method() + " " + endpoint.path(),
                                () -> admitsWhomItDeclares(endpoint)));
    }

    private void admitsWhomItDeclares(Endpoints.Endpoint endpoint) {
        Access.Holders holders = (Access.Holders) endpoint.access();
        String path = endpoint.path().replaceAll("\\{[^}]*}", "1");

        assertThat(call(endpoint, api.request(path)).body()).contains("\"AUTH_003\"");
        for (Role role : Role.values()) {
            HttpResponse<String> answer = call(endpoint, api.signedIn(role).request(path));

            if (holders.admits(role)) {
                assertThat(answer.body())
                        .as(role.label())
                        .doesNotContain("\"PERM_001\"", "AUTH_00");
            } else {
                assertThat(answer.body()).as(role.label()).contains("\"PERM_001\"");
                assertThat(answer.statusCode()).isEqualTo(403);
            }
        }
    }

    private HttpResponse<String> call(Endpoints.Endpoint endpoint, HttpRequest.Builder request) {
        return api.send(
                request.header("Content-Type", "application/json")
                        .method(endpoint.method(), HttpRequest.BodyPublishers.noBody()));
    }

    @Test
    void without_a_sensible_declaration_do_not_start() {
        UndeclaredController.WANTED.set(true);
        try {
            Throwable failure =
                    catchThrowable(() -> {
                        try (RunningApi started = RunningApi.own()) {
                            started.stop();
                        }
                    });

            assertThat(failure).isInstanceOf(IllegalStateException.class);
            assertThat(String.valueOf(failure.getMessage()).lines())
                    .filteredOn(line -> line.startsWith("GET "))
                    .containsExactlyInAnyOrder(
                            "GET /undeclared/nothing (UndeclaredController.nothing) declares not"
                                    + " exactly one of @Allow and @AllowAnyone",
                            "GET /undeclared/both (UndeclaredController.both) declares not exactly"
                                    + " one of @Allow and @AllowAnyone",
                            "GET /undeclared/open (UndeclaredController.open) is open to anyone,"
                                    + " and so needs a @Nullable caller",
                            "GET /undeclared/narrow/{id} (UndeclaredController.narrow) admits the"
                                    + " role super_admin, who is no Promoter",
                            "GET /undeclared/narrow/{id} (UndeclaredController.narrow) admits the"
                                    + " role advertiser_manager, who is no Promoter",
                            "GET /api/admin/undeclared (UndeclaredController.administration) is"
                                    + " the administrators', but admits the role promoter",
                            "GET /api/admin/undeclared (UndeclaredController.administration) is"
                                    + " the administrators', but admits the role advertiser");
        } finally {
            UndeclaredController.WANTED.set(false);
        }
    }
}
