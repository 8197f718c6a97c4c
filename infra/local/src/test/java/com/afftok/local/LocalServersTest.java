package com.afftok.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.afftok.shared.config.DatabaseUrl;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

final class LocalServersTest {

    @Test
    void postgres_keeps_what_it_committed_through_kill_9() throws Exception {
        try (LocalPostgres postgres = TemporaryServers.postgres(Durability.MACHINE_CRASH)) {
            execute(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");

            postgres.kill();
            postgres.start();

            assertThat(ask(postgres, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void postgres_keeps_its_data_and_port_through_a_stop() throws Exception {
        try (LocalPostgres postgres = TemporaryServers.postgres(Durability.MACHINE_CRASH)) {
            execute(postgres, "CREATE TABLE kept AS SELECT 42 AS answer");

            postgres.stop();
            assertThatThrownBy(() -> ask(postgres, "SELECT 1")).isInstanceOf(SQLException.class);
            postgres.start();

            assertThat(ask(postgres, "SELECT answer FROM kept")).isEqualTo("42");
        }
    }

    @Test
    void postgres_is_durable_and_listens_on_the_loopback_address_only() throws Exception {
        try (LocalPostgres postgres = TemporaryServers.postgres(Durability.MACHINE_CRASH)) {
            assertThat(ask(postgres, "SHOW fsync")).isEqualTo("on");
            assertThat(ask(postgres, "SHOW synchronous_commit")).isEqualTo("on");
            assertThat(ask(postgres, "SHOW full_page_writes")).isEqualTo("on");
            assertThat(ask(postgres, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
            assertThat(ask(postgres, "SHOW unix_socket_directories")).isEmpty();
        }
    }

    @Test
    void postgres_refuses_a_wrong_password() throws Exception {
        try (LocalPostgres postgres = TemporaryServers.postgres(Durability.MACHINE_CRASH)) {
            DatabaseUrl url = DatabaseUrl.parse(postgres.url());

            assertThatThrownBy(() -> DriverManager.getConnection(url.jdbcUrl(), url.user(), "x"))
                    .hasMessageContaining("password");
        }
    }

    @Test
    void neither_the_log_of_postgres_nor_what_fails_quotes_a_row() throws Exception {
        try (LocalPostgres postgres = TemporaryServers.postgres(Durability.MACHINE_CRASH)) {
            execute(
                    postgres,
                    "CREATE TABLE people (name text CONSTRAINT short CHECK (name < 'b'))");

            try (Connection connection = connect(postgres);
                    PreparedStatement insert =
                            connection.prepareStatement("INSERT INTO people VALUES (?)")) {
                insert.setString(1, "somebody's name");
                assertThatThrownBy(insert::execute)
                        .hasMessageContaining("short")
                        .hasMessageNotContaining("somebody");
            }

            Path data = Path.of(ask(postgres, "SHOW data_directory"));
            assertThat(data.resolveSibling("logs").resolve("postgres.log"))
                    .content()
                    .contains("violates check constraint \"short\"")
                    .doesNotContain("somebody", "Failing row");
        }
    }

    @Test
    void migrations_apply_to_an_empty_database_and_again() throws Exception {
        try (LocalPostgres postgres = TemporaryServers.postgres(Durability.MACHINE_CRASH)) {
            postgres.migrate();
            postgres.migrate();

            assertThat(
                            ask(
                                    postgres,
                                    "SELECT count(*) > 0 FROM flyway_schema_history WHERE success"))
                    .isEqualTo("t");
        }
    }

    @Test
    void redis_keeps_what_it_acknowledged_through_kill_9() throws Exception {
        try (LocalRedis redis = TemporaryServers.redis(Durability.MACHINE_CRASH)) {
            assertThat(redis.ask("SET kept 42")).isEqualTo("+OK");

            redis.kill();
            redis.start();

            assertThat(redis.ask("DEL kept")).isEqualTo(":1");
        }
    }

    @Test
    void redis_keeps_its_data_and_port_through_a_stop() throws Exception {
        try (LocalRedis redis = TemporaryServers.redis(Durability.MACHINE_CRASH)) {
            assertThat(redis.ask("SET kept 42")).isEqualTo("+OK");

            redis.stop();
            assertThat(redis.process()).isEmpty();
            redis.start();

            assertThat(redis.ask("DEL kept")).isEqualTo(":1");
        }
    }

    @Test
    void redis_that_stands_still_answers_again_when_resumed() throws Exception {
        try (LocalRedis redis = TemporaryServers.redis(Durability.MACHINE_CRASH)) {
            redis.pause();
            assertThatThrownBy(() -> redis.ask("PING")).hasMessageContaining("timed out");

            redis.resume();
            assertThat(redis.ask("PING")).isEqualTo("+PONG");
        }
    }

    @Test
    void redis_takes_over_the_streams_of_a_dead_writer() throws Exception {
        try (LocalRedis redis = TemporaryServers.redis(Durability.MACHINE_CRASH)) {
            assertThat(redis.ask("XGROUP CREATE clicks:{0} writers 0 MKSTREAM")).isEqualTo("+OK");
            assertThat(redis.ask("XAUTOCLAIM clicks:{0} writers me 0 0")).startsWith("*");
        }
    }

    private static void execute(LocalPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres)) {
            connection.createStatement().execute(sql);
        }
    }

    private static String ask(LocalPostgres postgres, String sql) throws SQLException {
        try (Connection connection = connect(postgres);
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static Connection connect(LocalPostgres postgres) throws SQLException {
        DatabaseUrl url = DatabaseUrl.parse(postgres.ownerUrl());
        return DriverManager.getConnection(url.jdbcUrl(), url.user(), url.password());
    }
}
