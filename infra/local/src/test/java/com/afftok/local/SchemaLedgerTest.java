package com.afftok.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/// The ledger always sums to zero per entry and currency, and entries are immutable.
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(SchemaServers.class)
final class SchemaLedgerTest {

    private static final String ENTRY = entry(500);

    private final SchemaDatabase database;

    SchemaLedgerTest(SchemaServer server) throws SQLException {
        database = server.emptyDatabase();
    }

    @BeforeEach
    void fill() throws Exception {
        database.run(SchemaRefusals.fixture());
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void takes_an_entry_that_sums_to_zero_in_each_currency() throws Exception {
        assertThat(
                        database.outcome(
                                ENTRY,
                                posting(1, "USD", "-0.0001"),
                                posting(2, "USD", "0.0001"),
                                posting(3, "KWD", "-3"),
                                posting(4, "KWD", "1"),
                                posting(5, "KWD", "2")))
                .isEqualTo("accepted");
    }

    @Test
    void refuses_an_entry_that_does_not() throws Exception {
        assertThat(database.outcome(ENTRY, posting(1, "USD", "-5"), posting(2, "USD", "4.9999")))
                .isEqualTo("ledger_entries_sum_to_zero");
    }

    @Test
    void refuses_an_entry_that_balances_over_two_currencies_only() throws Exception {
        assertThat(database.outcome(ENTRY, posting(1, "USD", "-5"), posting(2, "SAR", "5")))
                .isEqualTo("ledger_entries_sum_to_zero");
    }

    @Test
    void refuses_an_entry_without_postings() throws Exception {
        assertThat(database.outcome(ENTRY)).isEqualTo("ledger_entries_have_postings");
    }

    @Test
    void lets_postings_come_one_by_one_until_the_commit() throws Exception {
        try (Connection connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(ENTRY);
            statement.execute(posting(1, "USD", "-5"));
            connection.setSavepoint();
            statement.execute(posting(2, "USD", "5"));
            connection.commit();
        }

        assertThat(database.row("select count(*) from ledger_postings where entry_id = 500"))
                .isEqualTo("2");
    }

    @Test
    void adds_nothing_to_an_entry_of_an_earlier_transaction() throws Exception {
        database.run(ENTRY, posting(1, "USD", "-5"), posting(2, "USD", "5"));

        assertThat(database.outcome(posting(3, "USD", "-7"), posting(4, "USD", "7")))
                .isEqualTo("ledger_postings_come_with_their_entry");
    }

    @Test
    void keeps_the_whole_ledger_at_zero_whatever_is_tried() throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);

        for (int entry = 600; entry < 660; entry++) {
            List<String> statements = new ArrayList<>();
            boolean balanced = true;
            for (String currency : List.of("USD", "SAR", "KWD")) {
                int amount = 1 + random.nextInt(1000);
                int tooMuch = random.nextInt(8) == 0 ? 1 : 0;
                int line = statements.size() + 1;
                statements.add(posting(entry, line, currency, "" + amount));
                statements.add(posting(entry, line + 1, currency, "" + (-amount - tooMuch)));
                balanced &= tooMuch == 0;
            }
            Collections.shuffle(statements, random);
            statements.addFirst(entry(entry));

            assertThat(database.outcome(statements.toArray(String[]::new)))
                    .as("seed " + seed)
                    .isEqualTo(balanced ? "accepted" : "ledger_entries_sum_to_zero");
        }

        assertThat(
                        database.rows(
                                """
                                select entry_id, currency from ledger_postings
                                 group by 1, 2 having sum(amount) <> 0
                                """))
                .as("seed " + seed)
                .isEmpty();
    }

    private static String entry(int id) {
        return """
        insert into ledger_entries (advertiser_id, id, kind, event_key)
        values (1, %1$d, 'adjustment', 'adjustment:%1$d')
        """
                .formatted(id);
    }

    private static String posting(int line, String currency, String amount) {
        return posting(500, line, currency, amount);
    }

    private static String posting(int entry, int line, String currency, String amount) {
        return """
        insert into ledger_postings (advertiser_id, entry_id, line, account, currency, amount)
        values (1, %d, %d, 'platform', '%s', %s)
        """
                .formatted(entry, line, currency, amount);
    }
}
