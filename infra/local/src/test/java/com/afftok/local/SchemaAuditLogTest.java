package com.afftok.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.postgresql.util.PSQLException;

/// The audit log is one chain without gap or fork, and detects changes.
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(SchemaServers.class)
final class SchemaAuditLogTest {

    private static final String CHANGE =
            """
            insert into audit_log (actor_kind, actor_id, action, object_type, object_id, old_value, new_value)
            values ('admin', 1, 'offer.approve', 'offer', '1', '{"status": "pending"}', '{"status": "active"}')
            """;

    private final SchemaDatabase database;

    SchemaAuditLogTest(SchemaServer server) throws SQLException {
        database = server.emptyDatabase();
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void links_each_row_to_the_one_before() throws Exception {
        database.run(
                CHANGE, CHANGE + ", ('system', null, 'offer.expire', 'offer', '1', null, null)");

        assertThat(
                        database.rows(
                                """
                                select id, prev_hash = coalesce(lag(hash) over (order by id), decode(repeat('00', 32), 'hex'))
                                  from audit_log
                                """))
                .containsExactly("1 t", "2 t", "3 t");
        assertThat(firstBroken()).isEqualTo("null");
    }

    @Test
    void numbers_times_and_hashes_rows_itself() throws Exception {
        database.run(
                """
                insert into audit_log (id, at, actor_kind, action, object_type, object_id, prev_hash, hash)
                values (77, '2001-01-01', 'system', 'a', 'b', 'c', sha256('forged'), sha256('forged'))
                """);

        assertThat(database.row("select id, at > '2020-01-01' from audit_log")).isEqualTo("1 t");
        assertThat(firstBroken()).isEqualTo("null");
    }

    @Test
    void leaves_no_gap_where_a_change_was_rolled_back() throws Exception {
        database.run(CHANGE);
        database.dryRun(CHANGE);
        database.run(CHANGE);

        assertThat(database.rows("select id from audit_log")).containsExactly("1", "2");
        assertThat(firstBroken()).isEqualTo("null");
    }

    @Test
    void stays_one_chain_when_many_write_at_the_same_time() throws Exception {
        Callable<Boolean> writeTen =
                () -> {
                    try (Connection connection = database.connect()) {
                        for (int i = 0; i < 10; i++) {
                            SchemaDatabase.run(connection, CHANGE);
                        }
                        return true;
                    }
                };

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Boolean> one : threads.invokeAll(Collections.nCopies(8, writeTen))) {
                one.get();
            }
        }

        assertThat(database.row("select count(*), max(id) from audit_log")).isEqualTo("80 80");
        assertThat(firstBroken()).isEqualTo("null");
    }

    @Test
    void has_no_fork_where_a_transaction_does_not_see_the_last_row() throws Exception {
        database.run(CHANGE);
        try (Connection late = database.connect();
                var statement = late.createStatement()) {
            late.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            statement.execute("select count(*) from audit_log");
            database.run(CHANGE);

            assertThat(refusalOf(late)).startsWith("audit_log_");
        }
    }

    @Test
    void shows_a_row_that_was_changed_past_the_triggers() throws Exception {
        database.run(CHANGE, CHANGE, CHANGE);
        database.run(pastTheTriggers("update audit_log set new_value = '{}' where id = 2"));

        assertThat(firstBroken()).isEqualTo("2");
    }

    @Test
    void shows_a_changed_row_whose_hash_was_made_to_fit() throws Exception {
        database.run(CHANGE, CHANGE, CHANGE);
        database.run(
                pastTheTriggers(
                        "update audit_log set actor_id = 9 where id = 2;"
                                + " update audit_log l set hash = audit_log_hash(l) where id = 2"));

        assertThat(firstBroken()).isEqualTo("3");
    }

    @Test
    void shows_where_a_row_was_taken_out() throws Exception {
        database.run(CHANGE, CHANGE, CHANGE);
        database.run(pastTheTriggers("delete from audit_log where id = 2"));

        assertThat(firstBroken()).isEqualTo("3");
    }

    @Test
    void shows_where_a_row_was_put_in() throws Exception {
        database.run(CHANGE, CHANGE);
        database.run(
                pastTheTriggers(
                        """
                        insert into audit_log
                        select 3, at, actor_kind, actor_id, 'offer.reject', object_type, object_id, old_value,
                               new_value, request_id, hash, sha256('to be made')
                          from audit_log where id = 2;
                        update audit_log l set hash = audit_log_hash(l) where id = 3
                        """));

        assertThat(firstBroken()).isEqualTo("3");
    }

    @Test
    void shows_rows_that_changed_places() throws Exception {
        database.run(CHANGE, CHANGE, CHANGE);
        database.run(
                pastTheTriggers(
                        "update audit_log set id = 5 - id + 10 where id in (2, 3);"
                                + " update audit_log set id = id - 10 where id > 10"));

        assertThat(firstBroken()).isEqualTo("2");
    }

    @Test
    void shows_that_the_newest_rows_were_cut_off() throws Exception {
        database.run(CHANGE, CHANGE, CHANGE);
        database.run(pastTheTriggers("delete from audit_log where id > 1"));

        assertThat(firstBroken()).isEqualTo("2");

        database.run(pastTheTriggers("delete from audit_log"));

        assertThat(firstBroken()).isEqualTo("1");
    }

    @Test
    void shows_that_the_newest_row_was_replaced() throws Exception {
        database.run(CHANGE, CHANGE);
        database.run(
                pastTheTriggers(
                        "update audit_log set actor_id = 9 where id = 2;"
                                + " update audit_log l set hash = audit_log_hash(l) where id = 2"));

        assertThat(firstBroken()).isEqualTo("2");
    }

    @Test
    void shows_that_its_head_is_gone() throws Exception {
        database.run(CHANGE, CHANGE);
        database.run(pastTheTriggers("delete from audit_log_head"));

        assertThat(firstBroken()).isEqualTo("1");
    }

    @Test
    void hashes_the_same_whatever_the_session_has_set() throws Exception {
        database.run(CHANGE, CHANGE);
        database.run(
                "set timezone = 'Asia/Kathmandu'",
                "set bytea_output = 'escape'",
                "set intervalstyle = 'iso_8601'",
                CHANGE);

        assertThat(firstBroken()).isEqualTo("null");
    }

    @Test
    void hashes_where_a_change_came_from_and_what_is_older_than_that_as_before() throws Exception {
        database.run(
                CHANGE,
                """
                insert into audit_log (actor_kind, action, object_type, object_id, ip_address, user_agent)
                values ('system', 'a', 'b', 'c', '203.0.113.0', 'Mozilla')
                """);

        assertThat(
                        database.row(
                                """
                                select hash = sha256(prev_hash || convert_to(jsonb_build_array(
                                           id, (extract(epoch from at) * 1000000)::bigint, actor_kind, actor_id, action,
                                           object_type, object_id, old_value, new_value, request_id)::text, 'UTF8'))
                                  from audit_log where id = 1
                                """))
                .isEqualTo("t");
        assertThat(firstBroken()).isEqualTo("null");

        database.run(
                pastTheTriggers("update audit_log set ip_address = '198.51.100.0' where id = 2"));

        assertThat(firstBroken()).isEqualTo("2");
    }

    @Test
    void shows_that_an_address_was_put_in_or_taken_out() throws Exception {
        database.run(CHANGE);
        database.run(pastTheTriggers("update audit_log set user_agent = 'curl' where id = 1"));

        assertThat(firstBroken()).isEqualTo("1");
    }

    private static String pastTheTriggers(String statement) {
        return "set local session_replication_role = replica; " + statement;
    }

    private static String refusalOf(Connection connection) throws SQLException {
        try {
            SchemaDatabase.run(connection, CHANGE);
            return "accepted";
        } catch (PSQLException refused) {
            return SchemaDatabase.constraint(refused);
        }
    }

    private String firstBroken() throws SQLException {
        return database.row("select audit_log_first_broken()");
    }
}
