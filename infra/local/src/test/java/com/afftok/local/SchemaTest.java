package com.afftok.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/// The rules of all tables, checked in the database's catalogue, and invalid rows.
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(SchemaServers.class)
final class SchemaTest {

    /// Tables that grow with traffic, and can therefore be distributed by advertiser.
    private static final String DISTRIBUTED =
            """
            ('clicks'), ('click_hourly'), ('pixel_hourly'), ('offer_counters'), ('offer_earnings'), ('link_counters'),
            ('link_earnings'), ('promoter_sales'), ('conversions'),
            ('conversion_events'), ('commissions'), ('test_conversions'), ('received_postbacks'), ('ledger_entries'),
            ('ledger_postings'), ('payout_postings'), ('open_postings')
            """;

    private static final String TABLES =
            """
            with tables as (
                select oid, relname as name
                  from pg_class
                 where relkind in ('r', 'p') and not relispartition
                   and relnamespace = 'public'::regnamespace and relname <> 'flyway_schema_history'),
            distributed as (
                select tables.* from tables join (values %s) as listed (name) using (name))
            """
                    .formatted(DISTRIBUTED);

    private final SchemaDatabase database;

    SchemaTest(SchemaServer server) throws SQLException {
        database = server.emptyDatabase();
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void migrating_again_changes_nothing() throws Exception {
        String before = database.row("select max(installed_rank) from flyway_schema_history");

        database.migrate();

        assertThat(database.row("select max(installed_rank) from flyway_schema_history"))
                .isEqualTo(before);
    }

    @Test
    void takes_every_good_row() throws Exception {
        SchemaRefusals rows = SchemaRefusals.read();
        database.run(SchemaRefusals.fixture());

        for (String insert : rows.good().values()) {
            database.dryRun(insert);
        }

        assertThat(rows.good().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        database.rows(TABLES + "select name from tables"));
    }

    @Test
    void refuses_every_wrong_row_for_the_right_reason() throws Exception {
        database.run(SchemaRefusals.fixture());

        List<String> surprises = new ArrayList<>();
        for (var wrong : SchemaRefusals.read().refused()) {
            String outcome = database.outcome(wrong.statement());
            if (!outcome.equals(wrong.constraint())) {
                surprises.add(
                        outcome + " and not " + wrong.constraint() + ": " + wrong.statement());
            }
        }

        assertThat(surprises).isEmpty();
    }

    @Test
    void has_no_constraint_that_no_wrong_row_tries() throws Exception {
        var tried = new TreeSet<String>();
        SchemaRefusals.read().refused().forEach(wrong -> tried.add(wrong.constraint()));

        List<String> constraints =
                database.rows(
                        TABLES
                                + """
                                select conname from pg_constraint join tables on conrelid = tables.oid
                                 where contype in ('c', 'f')
                                 union
                                -- one that contains the primary key is only there to be referred to
                                select indexrelid::regclass::text from pg_index i join tables on indrelid = tables.oid
                                 where indisunique and not indisprimary
                                   and not exists (select from pg_index p where p.indrelid = i.indrelid
                                        and p.indisprimary and p.indkey::int2[] <@ i.indkey::int2[])
                                 union
                                select tgname from pg_trigger join tables on tgrelid = tables.oid
                                 where tgfoid = 'refuse_change'::regproc
                                """);

        assertThat(tried).containsAll(constraints);
    }

    @Test
    void keeps_the_advertiser_in_every_key_of_a_distributed_table() throws Exception {
        List<String> keysWithout =
                database.rows(
                        TABLES
                                + """
                                select indexrelid::regclass from pg_index join distributed on indrelid = distributed.oid
                                 where indisunique
                                   and not exists (select from pg_attribute
                                        where attrelid = indrelid and attname = 'advertiser_id'
                                          and attnum = any (indkey::int2[]))
                                """);
        List<String> primaryKeysThatBeginOtherwise =
                database.rows(
                        TABLES
                                + """
                                select name from distributed
                                 where not exists (select from pg_index join pg_attribute
                                        on attrelid = indrelid and attnum = indkey[0]
                                        where indrelid = distributed.oid and indisprimary and attname = 'advertiser_id')
                                """);

        assertThat(keysWithout).isEmpty();
        assertThat(primaryKeysThatBeginOtherwise).isEmpty();
    }

    @Test
    void keeps_the_advertiser_in_every_foreign_key_between_distributed_tables() throws Exception {
        List<String> keysWithout =
                database.rows(
                        TABLES
                                + """
                                select conname from pg_constraint
                                  join distributed here on here.oid = conrelid
                                  join distributed there on there.oid = confrelid
                                 where contype = 'f'
                                   and not exists (select from unnest(conkey, confkey) as pair (mine, other)
                                        join pg_attribute m on m.attrelid = conrelid and m.attnum = mine
                                        join pg_attribute o on o.attrelid = confrelid and o.attnum = other
                                        where m.attname = 'advertiser_id' and o.attname = 'advertiser_id')
                                """);
        List<String> fromSmallTablesToDistributedOnes =
                database.rows(
                        TABLES
                                + """
                                select conname from pg_constraint join distributed there on there.oid = confrelid
                                 where contype = 'f' and conparentid = 0
                                   and conrelid not in (select oid from distributed)
                                """);

        assertThat(keysWithout).isEmpty();
        assertThat(fromSmallTablesToDistributedOnes).isEmpty();
    }

    @Test
    void keeps_tenants_together_in_every_foreign_key() throws Exception {
        // A foreign key to a row of an advertiser includes the advertiser, unless rows may belong
        // to none.
        List<String> keysWithout =
                database.rows(
                        TABLES
                                + """
                                select conname from pg_constraint join tables here on here.oid = conrelid
                                 where contype = 'f'
                                   and exists (select from pg_attribute
                                        where attrelid = conrelid and attname = 'advertiser_id')
                                   and exists (select from pg_attribute
                                        where attrelid = confrelid and attname = 'advertiser_id')
                                   and not exists (select from pg_attribute
                                        where attrelid = conrelid and attname = 'advertiser_id'
                                          and attnum = any (conkey))
                                """);

        assertThat(keysWithout).isEmpty();
    }

    @Test
    void deletes_nothing_through_a_foreign_key_but_parts_of_what_may_be_deleted() throws Exception {
        List<String> deleting =
                database.rows(
                        TABLES
                                + """
                                select conname from pg_constraint join tables on conrelid = tables.oid
                                 where contype = 'f' and confdeltype not in ('a', 'r')
                                """);

        assertThat(deleting)
                .containsExactlyInAnyOrder(
                        "refresh_tokens_session_id_fkey",
                        "bulk_decision_items_bulk_id_fkey",
                        "order_list_lines_list_id_fkey",
                        "api_keys_are_of_a_member",
                        "recovery_codes_factor_id_fkey");
    }

    @Test
    void has_a_primary_key_in_every_table() throws Exception {
        assertThat(
                        database.rows(
                                TABLES
                                        + """
                                        select name from tables
                                         where not exists (select from pg_index
                                              where indrelid = tables.oid and indisprimary)
                                        """))
                .isEmpty();
    }

    @Test
    void keeps_money_exact_and_times_with_their_zone() throws Exception {
        List<String> columns =
                database.rows(
                        TABLES
                                + """
                                select name, attname, format_type(atttypid, atttypmod)
                                  from pg_attribute join tables on attrelid = tables.oid
                                 where attnum > 0 and not attisdropped
                                   and format_type(atttypid, atttypmod) not in
                                       ('bigint', 'integer', 'smallint', 'boolean', 'text', 'text[]', 'uuid', 'bytea',
                                        'jsonb', 'inet', 'cidr', 'tsvector', 'xid8', 'pg_snapshot', 'date', 'click_bucket',
                                        'timestamp with time zone', 'numeric(19,4)', 'numeric(7,4)')
                                   and (name, attname) <> ('exchange_rates', 'rate')
                                """);

        assertThat(columns).isEmpty();
    }

    @Test
    void keeps_updated_at_in_every_table_that_has_it() throws Exception {
        List<String> withColumn =
                database.rows(
                        TABLES
                                + """
                                select name from tables join pg_attribute on attrelid = tables.oid
                                 where attname = 'updated_at' order by 1
                                """);
        List<String> withTrigger =
                database.rows(
                        TABLES
                                + """
                                select name from tables join pg_trigger on tgrelid = tables.oid
                                 where tgfoid = 'touch_updated_at'::regproc order by 1
                                """);

        assertThat(withTrigger).isEqualTo(withColumn);
    }

    @Test
    void says_at_each_index_which_query_needs_it() throws Exception {
        for (String file : database.rows("select script from flyway_schema_history")) {
            List<String> lines = migration(file).lines().toList();
            for (int i = 1; i < lines.size(); i++) {
                if (lines.get(i).matches("create (unique )?index .*")) {
                    assertThat(lines.get(i - 1)).as(lines.get(i)).startsWith("-- ");
                }
            }
        }
    }

    @Test
    void notes_when_a_row_was_changed() throws Exception {
        database.run(SchemaRefusals.fixture());
        database.run("update networks set updated_at = '2020-01-01', description = 'changed'");

        assertThat(database.row("select updated_at > '2021-01-01' from networks")).isEqualTo("t");
    }

    @Test
    void finds_offers_by_a_word_in_either_language() throws Exception {
        database.run(SchemaRefusals.fixture());
        database.run(
                "update offers set title_ar = 'متجر العطور', description = 'Perfume' where id = 1");

        assertThat(offersWith("متجر")).containsExactly("1");
        assertThat(offersWith("PERFUME")).containsExactly("1");
        assertThat(offersWith("store")).containsExactly("3");
        assertThat(offersWith("nothing")).isEmpty();
    }

    private List<String> offersWith(String word) throws SQLException {
        return database.rows(
                "select id from offers where search @@ websearch_to_tsquery('simple', '"
                        + word
                        + "')");
    }

    private static String migration(String file) throws IOException {
        String path = "/db/migration/" + file;
        try (var in = Objects.requireNonNull(SchemaTest.class.getResourceAsStream(path), path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
