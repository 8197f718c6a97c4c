package com.afftok.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.afftok.shared.config.DatabaseUrl;
import com.afftok.shared.schema.Migration;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `migrate`, with external databases.
final class MigrateTest {

    private static final String CONCURRENTLY = "classpath:com/afftok/local/concurrently";

    private static LocalPostgres postgres;
    @TempDir private Path folder;

    @BeforeAll
    static void start() {
        postgres = LocalPostgres.temporary();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void brings_an_empty_database_up_to_date_as_its_owner() throws Exception {
        String app = made("empty", postgres.url());

        Answer answer = migrate(app, database(postgres.ownerUrl(), "empty"));

        assertThat(answer.exitCode()).as(answer.errors()).isZero();
        assertThat(answer.output()).startsWith("The schema of postgres://afftok:***@");
        assertThat(ask(app, "select count(*) from settings")).isEqualTo("0");
    }

    @Test
    void works_with_one_role_alone() throws Exception {
        made("alone", postgres.url());
        String owner = database(postgres.ownerUrl(), "alone");

        assertThat(migrate(owner, "").exitCode()).isZero();
        assertThat(migrate(owner, "").exitCode()).isZero();

        assertThat(ask(owner, "select count(*) from settings")).isEqualTo("0");
    }

    @Test
    void says_in_one_line_that_the_role_of_the_services_is_missing() throws Exception {
        String app = made("lacking", postgres.url()).replace("afftok_app:", "nobody:");

        Answer answer = migrate(app, database(postgres.ownerUrl(), "lacking"));

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.errors())
                .contains("Cannot migrate the database", "the role nobody does not exist")
                .hasLineCount(1);
    }

    @Test
    void says_in_one_line_that_it_has_no_right_to() throws Exception {
        String app = made("forbidden", postgres.url());

        Answer answer = migrate(app, "");

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.errors()).contains("permission denied").hasLineCount(1);
    }

    @Test
    void says_in_one_line_that_a_table_is_in_use_and_leaves_nothing_half_done() throws Exception {
        made("busy", postgres.url());
        DatabaseUrl owner = DatabaseUrl.parse(database(postgres.ownerUrl(), "busy"));
        Migrations.apply(owner, LocalPostgres.APP);

        Migration hasty = new Migration(owner, Duration.ofMillis(50));

        try (Connection holder = Database.connect(owner)) {
            holder.setAutoCommit(false);
            holder.createStatement().execute("lock table settings");
            assertThatThrownBy(() ->
                            Migrations.apply(
                                    hasty,
                                    hasty.flyway(
                                            "classpath:db/migration,classpath:com/afftok/local/busy")))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("a table is in use, and was waited for 50 ms");
        }

        assertThat(ask(owner.uri(), "select to_regclass('half_done') is null")).isEqualTo("t");
    }

    @Test
    void makes_an_index_while_rows_are_written() throws Exception {
        made("indexed", postgres.url());
        DatabaseUrl owner = DatabaseUrl.parse(database(postgres.ownerUrl(), "indexed"));

        Migration migration = new Migration(owner);
        Migrations.apply(migration, migration.flyway(CONCURRENTLY));

        assertThat(
                        ask(
                                owner.uri(),
                                "select indisvalid from pg_index where indexrelid = 'measured_by_value'::regclass"))
                .isEqualTo("t");
    }

    @Test
    void needs_a_database_that_is_named() {
        Answer answer = run(Map.of());

        assertThat(answer.exitCode()).isEqualTo(1);
        assertThat(answer.errors()).startsWith("DATABASE_URL: ").hasLineCount(1);
    }

    /// Creates a database and returns its URL.
    private static String made(String name, String url) throws SQLException {
        try (Connection connection = Database.connect(DatabaseUrl.parse(postgres.ownerUrl()))) {
            connection.createStatement().execute("create database " + name);
        }
        return database(url, name);
    }

    private static String database(String url, String name) {
        return url.replace("/afftok?", "/" + name + "?");
    }

    private record Answer(int exitCode, String output, String errors) {}

    private Answer migrate(String url, String ownerUrl) {
        return run(Map.of("DATABASE_URL", url, "DATABASE_OWNER_URL", ownerUrl));
    }

    private Answer run(Map<String, String> more) {
        Map<String, String> variables = new HashMap<>(more);
        variables.put("AFFTOK_HOME", folder.resolve("home").toString());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode =
                Main.run(
                        List.of("migrate"),
                        variables,
                        new Screen(
                                new PrintStream(out, true, UTF_8),
                                new PrintStream(err, true, UTF_8)));
        return new Answer(exitCode, out.toString(UTF_8), err.toString(UTF_8));
    }

    private static String ask(String url, String question) throws SQLException {
        try (Connection connection = Database.connect(DatabaseUrl.parse(url));
                ResultSet row = connection.createStatement().executeQuery(question)) {
            row.next();
            return row.getString(1);
        }
    }
}
