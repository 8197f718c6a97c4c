package com.afftok.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.postgresql.util.PSQLException;

/// The rights of the services' role.
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(SchemaServers.class)
final class SchemaRightsTest {

    private static final String REFUSED = "42501";

    private final SchemaDatabase database;
    private final Connection service;

    SchemaRightsTest(SchemaServer server) throws SQLException {
        database = server.emptyDatabase();
        service = database.connectAsService();
    }

    @AfterEach
    void close() throws SQLException {
        service.close();
        database.close();
    }

    @Test
    void changes_no_schema_and_switches_off_no_trigger() throws Exception {
        for (String statement :
                List.of(
                        "create table another (id bigint)",
                        "create function another() returns integer language sql return 1",
                        "drop table settings",
                        "alter table settings add column more text",
                        "alter table audit_log disable trigger user",
                        "drop trigger audit_log_is_append_only on audit_log",
                        "set session_replication_role = replica",
                        "truncate settings",
                        "update flyway_schema_history set success = true")) {
            assertThat(state(statement)).as(statement).isEqualTo(REFUSED);
        }
    }

    @Test
    void changes_nothing_that_is_there_for_ever() throws Exception {
        for (String statement :
                List.of(
                        "update ledger_entries set memo = 'x'",
                        "delete from ledger_entries",
                        "update ledger_postings set amount = 1",
                        "delete from ledger_postings",
                        "update payout_postings set payout_id = 1",
                        "delete from payout_postings",
                        "update account_balances set available = 1",
                        "delete from open_postings",
                        "update referral_earnings set approved = 1",
                        "update audit_log set action = 'x'",
                        "delete from audit_log",
                        "insert into audit_log_head (newest, hash) values (9, '')",
                        "update audit_log_head set newest = 9",
                        "delete from audit_log_checkpoint",
                        "update replaced_offer_terms set payout = 1",
                        "delete from commission_rules",
                        "update commission_tiers set rate = 1",
                        "delete from commission_caps",
                        "update offer_recruiter_rates set percent1 = 1",
                        "update advertiser_terms set fee_percent = 1",
                        "delete from advertiser_payments",
                        "delete from conversions",
                        "delete from users")) {
            assertThat(state(statement)).as(statement).isEqualTo(REFUSED);
        }
    }

    @Test
    void reads_and_writes_all_other_tables() throws Exception {
        assertThat(
                        database.rows(
                                """
                                select relname || ' ' || privilege
                                  from pg_class
                                 cross join unnest(array['select', 'insert', 'update', 'delete']) as privilege
                                 where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
                                   and not relispartition
                                   and not has_table_privilege('afftok_app', oid, privilege)
                                 order by 1
                                """))
                .containsExactly(
                        "account_balances delete",
                        "account_balances insert",
                        "account_balances update",
                        "accounts delete",
                        "adjustments delete",
                        "admin_users delete",
                        "advertiser_billing delete",
                        "advertiser_billing update",
                        "advertiser_months delete",
                        "advertiser_months update",
                        "advertiser_payments delete",
                        "advertiser_terms delete",
                        "advertiser_terms update",
                        "audit_log delete",
                        "audit_log update",
                        "audit_log_checkpoint delete",
                        "audit_log_head delete",
                        "audit_log_head insert",
                        "audit_log_head update",
                        "bonus_rules delete",
                        "bonuses delete",
                        "bonuses update",
                        "commission_caps delete",
                        "commission_rules delete",
                        "commission_tiers delete",
                        "commission_tiers update",
                        "commissions delete",
                        "consents delete",
                        "conversion_events delete",
                        "conversion_events update",
                        "conversions delete",
                        "coupons delete",
                        "flyway_schema_history delete",
                        "flyway_schema_history insert",
                        "flyway_schema_history update",
                        "fraud_rule_sets delete",
                        "invoice_lines delete",
                        "invoice_lines update",
                        "invoice_numbers delete",
                        "invoice_terms delete",
                        "invoice_terms update",
                        "invoices delete",
                        "invoices update",
                        "ledger_entries delete",
                        "ledger_entries update",
                        "ledger_postings delete",
                        "ledger_postings update",
                        "offer_recruiter_rates delete",
                        "offer_recruiter_rates update",
                        "offers delete",
                        "open_postings delete",
                        "open_postings insert",
                        "open_postings update",
                        "payout_answers delete",
                        "payout_answers update",
                        "payout_batch_payouts delete",
                        "payout_batches delete",
                        "payout_cycles delete",
                        "payout_cycles update",
                        "payout_events delete",
                        "payout_events update",
                        "payout_methods delete",
                        "payout_postings delete",
                        "payout_postings update",
                        "payout_sends delete",
                        "payouts delete",
                        "platform_fees delete",
                        "platform_fees update",
                        "referral_earnings delete",
                        "referral_earnings insert",
                        "referral_earnings update",
                        "replaced_offer_terms delete",
                        "replaced_offer_terms update",
                        "statement_lines delete",
                        "statement_lines update",
                        "statement_months delete",
                        "statement_months update",
                        "statement_names update",
                        "statements delete",
                        "statements update",
                        "tax_profiles update",
                        "user_offers delete",
                        "users delete",
                        "withholding_rates update");
    }

    @Test
    void reads_views_and_does_nothing_else_to_them() throws Exception {
        assertThat(
                        database.rows(
                                """
                                select relname || ' ' || privilege
                                  from pg_class
                                 cross join unnest(array['select', 'insert', 'update', 'delete']) as privilege
                                 where relnamespace = 'public'::regnamespace and relkind = 'v'
                                   and has_table_privilege('afftok_app', oid, privilege)
                                """))
                .containsExactlyInAnyOrder(
                        "advertiser_limits select",
                        "promoter_sales_of_conversions select",
                        "billed_changes select",
                        "statement_changes select",
                        "statement_entries select",
                        "webhook_deliveries select");
    }

    @Test
    void makes_and_drops_partitions_and_forgets_visitors() throws Exception {
        assertThat(state("select create_click_partitions('2021-02-01', 2)")).isEqualTo("done");
        String ended = "'ended_deliveries_others'";
        assertThat(state("select create_delivery_partitions(" + ended + ", '2021-02-01', 2)"))
                .isEqualTo("done");
        assertThat(state("select drop_delivery_partition(" + ended + ", '2021-02-05', 2)"))
                .isEqualTo("done");
        assertThat(state("select drop_delivery_partition('clicks', '2021-02-05', 2)"))
                .isEqualTo("20000");
        assertThat(state("select forget_click_visitors()")).isEqualTo("done");
        assertThat(database.row("select to_regclass('clicks_2021_02_02') is not null"))
                .isEqualTo("t");
    }

    @Test
    void writes_the_audit_log_whose_head_it_cannot_change() throws Exception {
        assertThat(
                        state(
                                """
                                insert into audit_log (actor_kind, action, object_type, object_id)
                                values ('system', 'test', 'test', '1')
                                """))
                .isEqualTo("done");
        assertThat(database.row("select newest from audit_log_head")).isEqualTo("1");
    }

    @Test
    void is_given_the_rights_to_a_new_table_by_the_next_migration() throws Exception {
        database.run("create table of_tomorrow (id bigint)");
        List<String> states = new ArrayList<>();

        states.add(state("insert into of_tomorrow values (1)"));
        database.migrate();
        states.add(state("insert into of_tomorrow values (1)"));

        database.run("drop table of_tomorrow");
        assertThat(states).containsExactly(REFUSED, "done");
    }

    @Test
    void finds_functions_with_the_owners_rights_in_the_schema_alone() throws Exception {
        assertThat(
                        database.rows(
                                """
                                select proname from pg_proc
                                 where pronamespace = 'public'::regnamespace and prosecdef
                                   and coalesce(not 'search_path=public, pg_temp' = any (proconfig), true)
                                """))
                .isEmpty();
    }

    /// The SQL state of the refusal, or "done".
    private String state(String statement) throws SQLException {
        try {
            SchemaDatabase.run(service, statement);
            return "done";
        } catch (PSQLException e) {
            return String.valueOf(e.getSQLState());
        }
    }
}
