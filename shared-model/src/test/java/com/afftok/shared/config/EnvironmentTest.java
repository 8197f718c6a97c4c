package com.afftok.shared.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {

    private enum Format {
        HUMAN,
        JSON_LINES
    }

    private record Server(String host, int port, Duration patience, DatabaseUrl database) {

        static Server read(Environment environment) {
            return new Server(
                    environment.host("HOST", "127.0.0.1"),
                    environment.port("PORT", 8080),
                    environment.duration("PATIENCE", Duration.ofSeconds(5)),
                    environment.databaseUrl("DATABASE_URL", "DATABASE_CA"));
        }
    }

    @Test
    void reads_a_tree_of_typed_values() {
        Map<String, String> variables =
                Map.of(
                        "PORT", "81",
                        "PATIENCE", "250ms",
                        "DATABASE_URL", "postgres://a:b@db/afftok");

        Server server = Environment.read(variables, Server::read);

        assertThat(server)
                .isEqualTo(
                        new Server(
                                "127.0.0.1",
                                81,
                                Duration.ofMillis(250),
                                DatabaseUrl.parse("postgres://a:b@db/afftok")));
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
                .hasMessage(
                        """
                        HOST: must be a host name or an IP address, not "a b"
                        PORT: must be a whole number from 0 to 65535, not "65536"
                        PATIENCE: must be a duration from 1ms to 3650d such as 500ms, 10s, 5m or 1h, \
                        not "soon"
                        DATABASE_URL: is required\
                        """);
    }

    @Test
    void reports_problems_before_what_they_lead_to() {
        Function<Environment, Integer> tree =
                environment -> {
                    if (environment.port("PORT", 0) == 0) {
                        throw new IllegalArgumentException("a consequence");
                    }
                    return 1;
                };

        assertThat(
                        catchThrowableOfType(
                                InvalidConfiguration.class,
                                () -> Environment.read(Map.of("PORT", "x"), tree)))
                .hasMessageStartingWith("PORT: ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environment.read(Map.of(), tree))
                .withMessage("a consequence");
    }

    @Test
    void takes_an_empty_variable_for_absent() {
        Environment environment = new Environment(Map.of("A", "", "B", "  "));

        assertThat(environment.string("A", "fallback")).isEqualTo("fallback");
        assertThat(environment.integer("B", 7, 0, 9)).isEqualTo(7);
        assertThat(environment.bool("A", true)).isTrue();
        assertThat(environment.list("B")).isEmpty();
        assertThat(environment.problems()).isEmpty();
        environment.required("A");
        assertThat(environment.problems()).containsExactly(new ConfigProblem("A", "is required"));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "-5, -5", "10, 10", "007, 7", "' 3 ', 3"})
    void reads_whole_numbers(String text, int number) {
        assertThat(of(text).integer("X", 1, -5, 10)).isEqualTo(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-6", "11", "1.5", "1e1", "0x1", "+1", "٣", "99999999999999999999", "a"})
    void refuses_other_numbers(String text) {
        Environment environment = of(text);

        assertThat(environment.integer("X", 1, -5, 10)).isEqualTo(1);
        assertThat(environment.problems())
                .containsExactly(
                        new ConfigProblem(
                                "X", "must be a whole number from -5 to 10, not \"" + text + "\""));
    }

    @ParameterizedTest
    @CsvSource({"0ms, 0", "500ms, 500", "10s, 10000", "5m, 300000", "1h, 3600000", "2d, 172800000"})
    void reads_durations(String text, long millis) {
        assertThat(of(text).duration("X", Duration.ofDays(9), Duration.ZERO, Duration.ofDays(3)))
                .isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0s",
                "5",
                "5 s",
                "-5s",
                "1.5s",
                "5S",
                "5w",
                "s",
                "PT5S",
                "3651d",
                "999999999999d"
            })
    void refuses_other_durations(String text) {
        Environment environment = of(text);

        assertThat(environment.duration("X", Duration.ofDays(9))).isEqualTo(Duration.ofDays(9));
        assertThat(environment.problems()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "512k, 524288", "64m, 67108864", "1g, 1073741824", "2T, 2199023255552"})
    void reads_sizes(String text, long bytes) {
        assertThat(of(text).bytes("X", 7)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1k", "1kb", "1.5m", "k", "9999999999999999t", "1 m", "2000t"})
    void refuses_other_sizes(String text) {
        Environment environment = of(text);

        assertThat(environment.bytes("X", 7)).isEqualTo(7);
        assertThat(environment.problems())
                .containsExactly(
                        new ConfigProblem(
                                "X",
                                "must be a size from 1 to 1024t such as 512k, 64m or 1g, not \""
                                        + text
                                        + "\""));
    }

    @ParameterizedTest
    @CsvSource({
        "true, true",
        "YES, true",
        "on, true",
        "1, true",
        "False, false",
        "no, false",
        "0, false"
    })
    void reads_switches(String text, boolean value) {
        assertThat(of(text).bool("X", !value)).isEqualTo(value);
    }

    @Test
    void refuses_other_switches() {
        Environment environment = of("maybe");

        assertThat(environment.bool("X", true)).isTrue();
        assertThat(environment.problems())
                .containsExactly(new ConfigProblem("X", "must be true or false, not \"maybe\""));
    }

    @Test
    void reads_one_of_a_choice() {
        Environment environment = of("xml");

        assertThat(of("Json-Lines").oneOf("X", Format.class, Format.HUMAN))
                .isEqualTo(Format.JSON_LINES);
        assertThat(environment.oneOf("X", Format.class, Format.HUMAN)).isEqualTo(Format.HUMAN);
        assertThat(environment.problems())
                .containsExactly(
                        new ConfigProblem("X", "must be one of human, json_lines, not \"xml\""));
    }

    @Test
    void reads_lists_and_paths() {
        assertThat(of(" 10.0.0.0/8, ,::1 ").list("X")).containsExactly("10.0.0.0/8", "::1");
        assertThat(of("a/b").path("X", Path.of("c"))).isEqualTo(Path.of("a/b"));
        assertThat(of("").path("X", Path.of("c"))).isEqualTo(Path.of("c"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://localhost:8080", "https://go.example.com/base", "HTTPS://[::1]:1/"})
    void reads_addresses_of_the_web(String text) {
        assertThat(of(text).uri("X", URI.create("http://fallback"))).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8080",
                "/path",
                "ftp://a",
                "http:///path",
                "http://a b",
                "http://u:s3cr3t@a",
                "http://a?s3cr3t",
                "http://a#s3cr3t",
                "http://a:65536",
                "mailto:a@b"
            })
    void refuses_other_addresses_without_repeating_them(String text) {
        Environment environment = of(text);

        assertThat(environment.uri("X", URI.create("http://fallback"))).hasHost("fallback");
        assertThat(environment.problems())
                .containsExactly(
                        new ConfigProblem(
                                "X",
                                "must be an http or https address without credentials, query and"
                                        + " fragment"));
    }

    @Test
    void shows_only_the_beginning_of_a_long_value_and_no_control_characters() {
        Environment environment = of("a\u001b[2J" + "b".repeat(500));

        environment.port("X", 1);

        assertThat(environment.problems().getFirst().message())
                .endsWith("not \"a?[2J" + "b".repeat(55) + "…\"");
    }

    @Test
    void takes_problems_that_only_the_reader_can_see() {
        Environment environment = of("1");

        environment.problem("X", "must be less than Y");

        assertThat(environment.problems()).hasToString("[X: must be less than Y]");
    }

    private static Environment of(String value) {
        return new Environment(Map.of("X", value));
    }
}
