package com.afftok.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/// Deliveries to webhooks, and their attempts: those that wait are one table, those that have ended
/// lie in partitions, by day and apart for clicks.
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(SchemaServers.class)
final class SchemaDeliveriesTest {

    private static final List<String> TABLES =
            List.of(
                    "ended_deliveries_of_clicks",
                    "ended_deliveries_others",
                    "webhook_attempts_of_clicks",
                    "webhook_attempts_others");

    private final SchemaDatabase database;

    SchemaDeliveriesTest(SchemaServer server) throws Exception {
        database = server.emptyDatabase();
        database.run(SchemaRefusals.fixture());
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void drops_those_of_clicks_after_two_days_and_others_when_their_time_is_over()
            throws Exception {
        makePartitions();
        for (String day : List.of("2021-05-01", "2021-05-02", "2021-05-03")) {
            end("click", day);
            end("conversion.created", day);
            end("test", day);
        }

        drop("ended_deliveries_of_clicks", "2021-05-05", 2);
        drop("webhook_attempts_of_clicks", "2021-05-05", 2);
        drop("ended_deliveries_others", "2021-05-05", 3);
        drop("webhook_attempts_others", "2021-05-05", 3);

        List<String> left =
                List.of(
                        "click 3",
                        "conversion.created 2",
                        "conversion.created 3",
                        "test 2",
                        "test 3");
        assertThat(
                        database.rows(
                                "select event, extract(day from created_at) from ended_deliveries order by 1, 2"))
                .isEqualTo(left);
        assertThat(
                        database.rows(
                                """
                                select event, extract(day from delivery_created_at) from webhook_attempts
                                 order by 1, 2
                                """))
                .isEqualTo(left);
    }

    @Test
    void keeps_and_in_time_deletes_what_no_partition_takes() throws Exception {
        for (String event : List.of("click", "conversion.created")) {
            end(event, "2021-05-01");
            end(event, "2999-12-31");
        }
        assertThat(database.row("select count(*) from ended_deliveries")).isEqualTo("4");

        for (String table : TABLES) {
            drop(table, "2021-06-05", 30);
        }

        assertThat(database.rows("select distinct created_at::date from ended_deliveries"))
                .containsExactly("2999-12-31");
        assertThat(database.rows("select distinct delivery_created_at::date from webhook_attempts"))
                .containsExactly("2999-12-31");
    }

    @Test
    void lists_the_newest_of_a_webhook_through_the_primary_keys() throws Exception {
        database.run("set enable_seqscan = off");

        List<String> plan =
                database.rows(
                        """
                        explain select d.* from webhook_deliveries d join webhooks w on w.id = d.webhook_id
                         where d.webhook_id = 1 and w.account_id = 1 and d.id < 100
                         order by d.id desc limit 50
                        """);

        assertThat(plan)
                .anyMatch(line -> line.contains("Merge Append"))
                .anyMatch(line -> line.contains("Backward using waiting_deliveries_pkey"))
                .anyMatch(line -> line.contains("Backward using ended_deliveries_others_default"))
                .noneMatch(line -> line.contains("Sort  "));
    }

    @Test
    void looks_only_at_the_days_of_the_deliveries_for_their_attempts() throws Exception {
        makePartitions();

        List<String> plan =
                database.rows(
                        """
                        explain select * from webhook_attempts where delivery_id in (1, 2)
                           and delivery_created_at between '2021-05-02 12:00Z' and '2021-05-02 13:00Z'
                        """);

        assertThat(plan)
                .anyMatch(line -> line.contains("webhook_attempts_others_2021_05_02"))
                .noneMatch(line -> line.contains("2021_05_01"))
                .noneMatch(line -> line.contains("2021_05_03"));
    }

    private void end(String event, String day) throws SQLException {
        String delivery =
                database.row(
                        """
                        insert into ended_deliveries (webhook_id, id, event, status, attempts, give_up_at, created_at)
                        select 1, coalesce(max(id), 0) + 1, '%1$s', 'delivered', 1, '%2$s 12:00Z', '%2$s 12:00Z'
                          from ended_deliveries
                        returning id
                        """
                                .formatted(event, day));
        database.run(
                """
                insert into webhook_attempts (delivery_id, attempt, event, delivery_created_at, duration_ms, status_code)
                values (%s, 1, '%s', '%s 12:00Z', 12, 200)
                """
                        .formatted(delivery, event, day));
    }

    private void makePartitions() throws SQLException {
        for (String table : TABLES) {
            database.run(
                    "select create_delivery_partitions('%s', '2021-05-01', 4)".formatted(table));
        }
    }

    private void drop(String table, String today, int days) throws SQLException {
        String drop =
                "select drop_delivery_partition('%s', '%s', %d)".formatted(table, today, days);
        while (!database.row(drop).equals("null")) {
            assertThat(database.row("select count(*) from ended_deliveries")).isNotEqualTo("0");
        }
    }
}
