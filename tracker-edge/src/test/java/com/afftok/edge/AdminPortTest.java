package com.afftok.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Changes at the admin port need authorization, whatever address it has.
class AdminPortTest {

    private static final String TOKEN = "an-operator-s-token-0123456789";
    private static final List<Change> CHANGES =
            List.of(
                    new Change("POST", "/poison/replay"),
                    new Change("POST", "/poison/postbacks/replay"),
                    new Change("DELETE", "/poison/postbacks?id=1-1"));

    private record Change(String method, String path) {}

    private static RunningServers servers;

    @BeforeAll
    static void start() throws Exception {
        servers = RunningServers.start();
    }

    @AfterAll
    static void stop() {
        servers.close();
    }

    @Test
    void on_loopback_no_token_is_needed() throws Exception {
        try (RunningEdge edge = servers.edge()) {
            assertThat(statuses(edge)).containsExactly(200, 200, 404);
        }
    }

    @Test
    void elsewhere_nothing_is_changed_without_a_token() throws Exception {
        try (RunningEdge edge = servers.edge("EDGE_ADMIN_HOST", "0.0.0.0")) {
            assertThat(statuses(edge)).containsOnly(403);
            assertThat(edge.admin("GET", "/poison").statusCode()).isEqualTo(200);
            assertThat(edge.admin("GET", "/metrics").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_token_that_is_set_has_to_be_shown() throws Exception {
        try (RunningEdge edge =
                servers.edge("EDGE_ADMIN_HOST", "0.0.0.0", "EDGE_ADMIN_TOKEN", TOKEN)) {
            assertThat(statuses(edge)).containsOnly(401);
            assertThat(statuses(edge, "Authorization", "Bearer " + TOKEN + "x")).containsOnly(401);
            assertThat(statuses(edge, "Authorization", "Bearer " + TOKEN))
                    .containsExactly(200, 200, 404);
            assertThat(edge.admin("GET", "/poison").statusCode()).isEqualTo(200);
        }
    }

    private static List<Integer> statuses(RunningEdge edge, String... headers) {
        return CHANGES.stream()
                .map(change -> edge.admin(change.method, change.path, headers).statusCode())
                .toList();
    }
}
