package com.afftok.shared.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {

    private record Server(String host, int port, Duration patience, DatabaseUrl database) {

        static Server read(Environment environment) {
            return new Server(
                    environment.host("HOST", "127.0.0.1"),
                    environment.port("PORT", 8080),
                    environment.duration("PATIENCE", Duration.ofSeconds(5)),
                    environment.databaseUrl("DATABASE_URL"));
        }
    }

    @Test
    void reads_a_tree_of_typed_values() {
        Map<String, String> variables =
                Map.of(
                        "PORT",
                        "81",
                        "PATIENCE",
                        "250ms",
                        "DATABASE_URL",
                        "postgres://a:b@db/afftok");

        Server server = Environment.read(variables, Server::read);

        assertThat(server.host()).isEqualTo("127.0.0.1");
        assertThat(server.port()).isEqualTo(81);
        assertThat(server.patience()).isEqualTo(Duration.ofMillis(250));
        assertThat(server.database().host()).isEqualTo("db");
    }

    @Test
    void reports_every_problem_at_once() {
        Map<String, String> variables = Map.of("HOST", "a b", "PORT", "65536", "PATIENCE", "soon");

        InvalidConfiguration invalid =
                catchThrowableOfType(
                        InvalidConfiguration.class,
                        () -> Environment.read(variables, Server::read));

        assertThat(invalid.problems())
                .extracting(ConfigProblem::variable)
                .containsExactly("HOST", "PORT", "PATIENCE", "DATABASE_URL");
        assertThat(invalid)
                .hasMessageContaining(
                        "PORT: must be a whole number from 0 to 65535, not \"65536\"\n")
                .hasMessageEndingWith("\nDATABASE_URL: is required");
    }
}
