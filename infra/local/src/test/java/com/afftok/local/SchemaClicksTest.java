package com.afftok.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.postgresql.util.PSQLException;

/// Partitions of clicks: no click is refused for its time, and none is lost or duplicated when
/// partitions are created.
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(SchemaServers.class)
final class SchemaClicksTest {

    private final SchemaDatabase database;
    private final ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();

    SchemaClicksTest(SchemaServer server) throws SQLException {
        database = server.emptyDatabase();
    }

    @AfterEach
    void close() throws SQLException {
        others.shutdownNow();
        database.close();
    }

    @Test
    void has_partitions_for_the_week_that_follows_the_migration() throws Exception {
        assertThat(
                        database.rows(
                                """
                                select inhrelid::regclass::text from pg_inherits
                                 where inhparent = 'clicks'::regclass order by 1
                                """))
                .isEqualTo(
                        database.rows(
                                """
                                select to_char(day, '"clicks_"YYYY_MM_DD')
                                  from flyway_schema_history, generate_series(0, 7) as ahead,
                                       lateral (select (installed_on at time zone current_setting('TimeZone')
                                            at time zone 'UTC')::date + ahead as day) d
                                 where version = '3'
                                 union all
                                select 'clicks_default'
                                """));
    }

    @Test
    void keeps_a_click_that_no_partition_takes() throws Exception {
        database.run(click(1, "2021-05-01 12:00Z"), click(2, "2999-12-31 12:00Z"));

        assertThat(placesOfClicks()).containsExactly("1 clicks_default", "2 clicks_default");
    }

    @Test
    void keeps_a_click_that_is_delivered_twice_once() throws Exception {
        String again = click(1, "2021-05-01 12:00Z") + " on conflict do nothing";
        database.run(again, again);
        database.run("select create_click_partitions('2021-05-01', 1)");
        database.run(again);

        assertThat(placesOfClicks()).containsExactly("1 clicks_2021_05_01");
    }

    @Test
    void tells_which_clicks_were_really_inserted() throws Exception {
        database.run(click(1, "2021-05-01 12:00Z"));

        assertThat(
                        database.rows(
                                click(1, "2021-05-01 12:00Z")
                                        + ", "
                                        + values(2, "2021-05-01 12:00Z")
                                        + " on conflict do nothing returning visitor"))
                .containsExactly("2");
    }

    @Test
    void moves_waiting_clicks_into_the_partition_of_their_utc_day() throws Exception {
        database.run(
                click(1, "2021-05-01 23:59:59.999999Z"),
                click(2, "2021-05-02 00:00:00Z"),
                click(3, "2021-05-02 23:59:59.999999Z"),
                click(4, "2021-05-03 00:00:00Z"));

        database.run(
                "set timezone = 'Asia/Riyadh'", "select create_click_partitions('2021-05-02', 1)");

        assertThat(placesOfClicks())
                .containsExactly(
                        "1 clicks_default",
                        "2 clicks_2021_05_02",
                        "3 clicks_2021_05_02",
                        "4 clicks_default");
    }

    @Test
    void makes_the_same_partitions_once() throws Exception {
        assertThat(database.row("select create_click_partitions('2021-05-01', 3)")).isEqualTo("3");
        assertThat(database.row("select create_click_partitions('2021-05-01', 3)")).isEqualTo("0");
        assertThat(database.row("select create_click_partitions('2021-04-30', 5)")).isEqualTo("2");
    }

    @Test
    void gives_a_new_partition_the_keys_checks_and_indexes_of_the_others() throws Exception {
        database.run("select create_click_partitions('2021-05-01', 1)");

        assertThat(
                        database.rows(
                                """
                                select pg_get_indexdef(indexrelid) from pg_index
                                 where indrelid = 'clicks_2021_05_01'::regclass
                                """))
                .hasSize(3);
        assertThat(database.outcome(click(1, "2021-05-01 12:00Z").replace("'mobile'", "'fridge'")))
                .isEqualTo("clicks_device_is_known");
    }

    @Test
    void drops_the_oldest_partition_that_is_not_kept_any_more_and_no_other() throws Exception {
        database.run("select create_click_partitions('2021-05-01', 4)");
        database.run(
                click(1, "2021-05-01 12:00Z"),
                click(2, "2021-05-02 12:00Z"),
                click(3, "2021-05-03 00:00Z"),
                click(4, "2021-04-30 12:00Z"),
                click(5, "2021-05-05 12:00Z"));

        assertThat(database.row("select drop_click_partition('2021-05-05', 2)"))
                .isEqualTo("clicks_default");
        assertThat(database.row("select drop_click_partition('2021-05-05', 2)"))
                .isEqualTo("clicks_2021_05_01");
        assertThat(database.row("select drop_click_partition('2021-05-05', 2)"))
                .isEqualTo("clicks_2021_05_02");
        assertThat(database.row("select drop_click_partition('2021-05-05', 2)")).isEqualTo("null");

        assertThat(placesOfClicks()).containsExactly("3 clicks_2021_05_03", "5 clicks_default");
    }

    @Test
    void deletes_old_clicks_without_a_partition_in_bites_before_it_drops_a_partition()
            throws Exception {
        database.run("select create_click_partitions('2021-05-01', 1)");
        database.run(
                """
                insert into clicks (advertiser_id, clicked_at, click_id, link_id, offer_id, promoter_id, bucket,
                                    score, rule_set, device, visitor)
                select 1, '2021-04-30 12:00Z', gen_random_uuid(), 1, 1, 2, 'valid', 0, 1, 'mobile', n
                  from generate_series(1, 25) as n
                """);

        String drop = "select drop_day_partition('clicks', 'clicked_at', '2021-05-05', 2, 10)";
        for (String left : List.of("15", "5", "0")) {
            assertThat(database.row(drop)).isEqualTo("clicks_default");
            assertThat(database.row("select count(*) from clicks")).isEqualTo(left);
        }
        assertThat(database.row(drop)).isEqualTo("clicks_2021_05_01");
        assertThat(database.row(drop)).isEqualTo("null");
    }

    @Test
    void drops_nothing_for_a_clock_that_is_wrong_by_years() throws Exception {
        database.run("select create_click_partitions((now() at time zone 'UTC')::date, 1)");
        database.run(click(1, "yesterday"));

        assertThat(database.row("select drop_click_partition('2099-01-01', 2)")).isEqualTo("null");

        assertThat(placesOfClicks()).containsExactly("1 clicks_default");
    }

    @Test
    void forgets_visitors_of_more_than_a_week_ago() throws Exception {
        database.run(
                """
                insert into click_visitors (advertiser_id, link_id, visitor, day, slot)
                select 1, 1, 1, day, day % 16
                  from (select (now() at time zone 'UTC')::date - date '1970-01-01' + ahead
                          from generate_series(-14, 1) as ahead) as days (day);
                select forget_click_visitors()
                """);

        assertThat(database.rows("select day - max(day) over () from click_visitors order by day"))
                .containsExactly("-8", "-7", "-6", "-5", "-4", "-3", "-2", "-1", "0");
    }

    @Test
    void gives_up_a_drop_that_would_hold_up_others() throws Exception {
        database.run("select create_click_partitions('2021-05-01', 1)");

        try (Connection reader = database.connect();
                var read = reader.createStatement()) {
            read.execute("select count(*) from clicks");

            assertThat(database.outcome("select drop_click_partition('2021-06-05', 2)"))
                    .contains("lock timeout");
        }
    }

    @Test
    void drops_postbacks_with_their_partition_and_deletes_those_that_had_none() throws Exception {
        database.run(SchemaRefusals.fixture());
        database.run("select create_postback_partitions('2021-05-01', 2)");
        database.run(
                """
                insert into received_postbacks (advertiser_id, id, received_at, outcome, parameters)
                select 1, 100 + n, at::timestamptz, 'accepted', '{}'
                  from unnest(array['2021-05-01 12:00Z', '2021-05-02 00:00Z', '2021-04-20 12:00Z',
                                    '2021-05-20 12:00Z']) with ordinality as received (at, n)
                """);

        assertThat(database.row("select drop_postback_partition('2021-06-01', 30)"))
                .isEqualTo("received_postbacks_default");
        assertThat(database.row("select drop_postback_partition('2021-06-01', 30)"))
                .isEqualTo("received_postbacks_2021_05_01");
        assertThat(database.row("select drop_postback_partition('2021-06-01', 30)"))
                .isEqualTo("null");

        assertThat(database.rows("select id from received_postbacks where id > 100 order by id"))
                .containsExactly("102", "104");
    }

    @Test
    void refuses_to_make_no_or_endless_partitions() {
        assertThatThrownBy(() -> database.run("select create_click_partitions('2021-05-01', 0)"))
                .hasMessageContaining("1 to 1000 days");
        assertThatThrownBy(() -> database.run("select create_click_partitions(null, 1)"))
                .hasMessageContaining("1 to 1000 days");
    }

    @Test
    void makes_each_partition_once_when_four_ask_at_the_same_time() throws Exception {
        var start = new CyclicBarrier(4);
        List<Future<Integer>> callers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int day = i + 1;
            callers.add(
                    others.submit(() -> {
                        try (Connection connection = database.connect();
                                var statement = connection.createStatement()) {
                            start.await(20, TimeUnit.SECONDS);
                            var made =
                                    statement.executeQuery(
                                            "select create_click_partitions('2021-05-0%d', 10)"
                                                    .formatted(day));
                            made.next();
                            int partitions = made.getInt(1);
                            connection.commit();
                            return partitions;
                        }
                    }));
        }

        int made = 0;
        for (var caller : callers) {
            made += caller.get(20, TimeUnit.SECONDS);
        }

        assertThat(made).isEqualTo(13);
    }

    @Test
    void waits_for_a_click_that_is_being_inserted_and_moves_it() throws Exception {
        try (Connection writer = database.connect();
                var insert = writer.createStatement()) {
            insert.execute(click(1, "2021-05-01 12:00Z"));
            var maker = others.submit(() -> makePartition("2021-05-01"));
            untilSomebodyWaits();

            writer.commit();
            maker.get(20, TimeUnit.SECONDS);
        }

        assertThat(placesOfClicks()).containsExactly("1 clicks_2021_05_01");
    }

    @Test
    void sends_a_click_back_that_came_while_its_partition_was_made() throws Exception {
        Future<String> first;
        try (Connection maker = database.connect();
                var make = maker.createStatement()) {
            make.execute("select create_click_partitions('2021-05-01', 1)");
            first = others.submit(() -> insertElsewhere(click(1, "2021-05-01 12:00Z")));
            untilSomebodyWaits();
            maker.commit();
        }

        assertThat(first.get(20, TimeUnit.SECONDS)).isEqualTo("23514");
        assertThat(insertElsewhere(click(1, "2021-05-01 12:00Z"))).isEqualTo("inserted");
        assertThat(placesOfClicks()).containsExactly("1 clicks_2021_05_01");
    }

    @Test
    void takes_clicks_of_other_days_while_a_partition_is_made() throws Exception {
        database.run("select create_click_partitions('2021-04-01', 1)");

        try (Connection maker = database.connect();
                var make = maker.createStatement()) {
            make.execute("select create_click_partitions('2021-05-01', 1)");

            assertThat(insertElsewhere(click(1, "2021-04-01 12:00Z"))).isEqualTo("inserted");
            maker.commit();
        }
    }

    @Test
    void looks_for_a_click_in_the_partition_of_its_day_only() throws Exception {
        database.run("select create_click_partitions('2021-05-01', 30)");

        assertThat(
                        database.rows(
                                """
                                explain select 1 from clicks where advertiser_id = 1
                                   and click_id = '00000000-0000-0000-0000-000000000001'
                                   and clicked_at = '2021-05-03 12:00Z'
                                """))
                .anyMatch(line -> line.contains("clicks_2021_05_03"))
                .noneMatch(line -> line.contains("clicks_2021_05_04"));
    }

    private static String click(int number, String time) {
        return """
        insert into clicks (advertiser_id, clicked_at, click_id, link_id, offer_id, promoter_id, bucket,
                            score, rule_set, device, visitor)
        values %s
        """
                .formatted(values(number, time))
                .strip();
    }

    private static String values(int number, String time) {
        return "(1, '%s', '%032d', 1, 1, 2, 'valid', 0, 1, 'mobile', %d)"
                .formatted(time, number, number);
    }

    private List<String> placesOfClicks() throws SQLException {
        return database.rows("select visitor, tableoid::regclass from clicks order by 1");
    }

    private boolean makePartition(String day) throws SQLException {
        try (Connection connection = database.connect()) {
            SchemaDatabase.run(connection, "select create_click_partitions('" + day + "', 1)");
            return true;
        }
    }

    private String insertElsewhere(String insert) throws SQLException {
        try (Connection connection = database.connect()) {
            SchemaDatabase.run(connection, "set lock_timeout = '20s'", insert);
            return "inserted";
        } catch (PSQLException refused) {
            return String.valueOf(refused.getSQLState());
        }
    }

    private void untilSomebodyWaits() throws SQLException {
        String waiting =
                "select count(*) from pg_locks where not granted and database ="
                        + " (select oid from pg_database where datname = current_database())";
        assertThat(Stream.generate(() -> waiting).limit(20_000).anyMatch(this::isNotZero)).isTrue();
    }

    private boolean isNotZero(String query) {
        try {
            return !database.row(query).equals("0");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
