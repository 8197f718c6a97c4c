package com.afftok.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/// Balances, earnings of recruiters and open postings are kept with the postings.
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(SchemaServers.class)
final class SchemaBalancesTest {

    private static final String BALANCES =
            """
            select owner_id, sum(advertiser), sum(pending), sum(available), sum(in_payout), sum(paid), sum(reversed)
              from account_balances where currency = 'USD' group by owner_id order by owner_id
            """;
    private static final String DIFFERENCES =
            """
            select * from (
                select owner_id, currency, sum(advertiser + pending + available + in_payout + paid) as sum,
                       sum(reversed) as reversed
                  from account_balances group by 1, 2) as kept
              full join (
                select owner_id, currency, sum(amount) as sum,
                       coalesce(-sum(amount) filter (where account = 'promoter_available' and kind = 'reversal'), 0)
                           as reversed
                  from ledger_postings p join ledger_entries e on (e.advertiser_id, e.id) = (p.advertiser_id, p.entry_id)
                 where owner_id is not null group by 1, 2) as booked
             using (owner_id, currency, sum, reversed)
             where kept is null or booked is null
            """;
    private static final String REFERRALS =
            "select recruiter_id, promoter_id, sum(pending), sum(approved) from referral_earnings group by 1, 2";
    private static final String OPEN =
            """
            select advertiser_id, entry_id, line, promoter_id, currency, amount from open_postings order by 1, 2, 3
            """;
    private static final String UNUSED =
            """
            select advertiser_id, entry_id, line, owner_id, currency, amount from ledger_postings l
             where account = 'promoter_available'
               and not exists (select from payout_postings u
                    where (u.advertiser_id, u.entry_id, u.line) = (l.advertiser_id, l.entry_id, l.line))
             order by 1, 2, 3
            """;

    private final SchemaDatabase database;
    private final AtomicInteger entries = new AtomicInteger(1000);

    SchemaBalancesTest(SchemaServer server) throws SQLException {
        database = server.emptyDatabase();
    }

    /// Conversion 2 is a sale of promoter 4, whom promoter 2 recruited.
    @BeforeEach
    void fill() throws Exception {
        database.run(SchemaRefusals.fixture());
        database.run(
                "insert into user_offers (id, promoter_id, offer_id, advertiser_id) values (17, 4, 1, 1)",
                """
                insert into conversions (advertiser_id, id, transaction_id, link_id, offer_id, promoter_id, status,
                                         amount, currency, commission_currency)
                values (1, 2, 'order-2', 17, 1, 4, 'pending', 100, 'USD', 'USD')
                """);
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void follow_a_sale_with_a_recruiter_and_its_refund() throws Exception {
        database.run(
                booked(
                        new Event(
                                "commission",
                                new Line("advertiser", 1, -550),
                                new Line("promoter_pending", 4, 500),
                                new Line("promoter_pending", 2, 50)),
                        new Event(
                                "approval",
                                new Line("promoter_pending", 4, -500),
                                new Line("promoter_available", 4, 500),
                                new Line("promoter_pending", 2, -50),
                                new Line("promoter_available", 2, 50)),
                        new Event(
                                "reversal",
                                new Line("advertiser", 1, 110),
                                new Line("promoter_available", 4, -100),
                                new Line("promoter_available", 2, -10))));

        assertThat(database.rows(BALANCES))
                .containsExactly(
                        "1 -14.4000 0.0000 0.0000 0.0000 0.0000 0.0000",
                        "2 0.0000 0.0000 10.4000 20.0000 0.0000 0.1000",
                        "4 0.0000 0.0000 4.0000 0.0000 0.0000 1.0000");
        assertThat(database.rows(REFERRALS)).containsExactly("2 4 0.0000 0.4000");
        assertThat(database.rows(OPEN)).isEqualTo(database.rows(UNUSED)).hasSize(5);
    }

    @Test
    void lose_what_a_payout_uses_in_its_transaction() throws Exception {
        assertThat(database.rows(OPEN)).containsExactly("1 1 2 2 USD 10.0000");

        database.run(
                "insert into payouts (id, promoter_id, amount, currency, method) values (7, 2, 4, 'USD', 'paypal')",
                """
                insert into ledger_entries (advertiser_id, id, kind, event_key, payout_id)
                values (1, 70, 'payout_request', 'payout:7:requested', 7)
                """,
                """
                insert into ledger_postings (advertiser_id, entry_id, line, account, owner_id, currency, amount)
                values (1, 70, 1, 'promoter_available', 2, 'USD', -10), (1, 70, 2, 'promoter_available', 2, 'USD', 6),
                       (1, 70, 3, 'promoter_payout', 2, 'USD', 4)
                """,
                "insert into payout_postings (advertiser_id, entry_id, line, payout_id) values (1, 1, 2, 7), (1, 70, 1, 7)");

        assertThat(database.rows(OPEN)).containsExactly("1 70 2 2 USD 6.0000");
        assertThat(database.rows(BALANCES))
                .contains("2 0.0000 0.0000 6.0000 24.0000 0.0000 0.0000");
    }

    @Test
    void are_summed_from_the_postings_before_them() throws Exception {
        database.run(
                booked(
                        new Event(
                                "commission",
                                new Line("advertiser", 1, -550),
                                new Line("promoter_pending", 4, 500),
                                new Line("promoter_pending", 2, 50)),
                        new Event(
                                "reversal",
                                new Line("advertiser", 1, 10),
                                new Line("promoter_available", 2, -10))));
        String migration;
        try (var in =
                Objects.requireNonNull(
                        SchemaBalancesTest.class.getResourceAsStream(
                                "/db/migration/V17__balances.sql"))) {
            migration = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }

        database.run("truncate account_balances, referral_earnings, open_postings");
        assertThat(database.rows(DIFFERENCES)).isNotEmpty();
        database.run(migration.substring(migration.indexOf("\ninsert into account_balances")));

        assertThat(database.rows(DIFFERENCES)).isEmpty();
    }

    /// Each of sixteen connections, two per slot, books sets of events for the same four accounts.
    @Test
    @Timeout(120)
    void equal_the_postings_after_random_bookings_at_the_same_time() throws Exception {
        long seed = System.nanoTime();
        Map<String, Long> naive = new ConcurrentHashMap<>();
        List<Callable<Integer>> bookers = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            long own = seed + i;
            bookers.add(() -> book(new Random(own), naive));
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Integer> one : threads.invokeAll(bookers)) {
                assertThat(one.get()).as("seed " + seed).isPositive();
            }
        }

        Map<String, Long> kept = new TreeMap<>();
        for (String row :
                database.rows(
                        """
                        select owner_id || ' ' || account, (sum(amount) * 100)::bigint
                          from account_balances,
                               lateral (values ('advertiser', advertiser), ('promoter_pending', pending),
                                               ('promoter_available', available)) as part (account, amount)
                         where currency = 'KWD' group by 1
                        having sum(amount) <> 0
                        """)) {
            String[] parts = row.split(" ", 3);
            kept.put(parts[0] + " " + parts[1], Long.parseLong(parts[2]));
        }
        naive.values().removeIf(sum -> sum == 0);
        assertThat(kept).as("seed " + seed).isEqualTo(new TreeMap<>(naive));
        assertThat(database.rows(OPEN)).as("seed " + seed).isEqualTo(database.rows(UNUSED));
        assertThat(database.rows(DIFFERENCES)).as("seed " + seed).isEmpty();
        assertThat(
                        database.rows(
                                """
                                select recruiter_id, promoter_id, sum(pending), sum(approved) from referral_earnings
                                 where currency = 'KWD' group by 1, 2
                                """))
                .as("seed " + seed)
                .isEqualTo(
                        database.rows(
                                """
                                select owner_id, 4, coalesce(sum(amount) filter (where account = 'promoter_pending'), 0),
                                       coalesce(sum(amount) filter (where account = 'promoter_available'), 0)
                                  from ledger_postings join ledger_entries e on e.id = entry_id
                                 where owner_id = 2 and currency = 'KWD' and e.conversion_id = 2
                                 group by 1
                                """));
    }

    private int book(Random random, Map<String, Long> naive) throws SQLException {
        int rounds = 40;
        try (Connection connection = database.connect()) {
            for (int i = 0; i < rounds; i++) {
                List<Event> events = new ArrayList<>();
                for (int n = random.nextInt(1, 30); n > 0; n--) {
                    events.add(event(random));
                }
                SchemaDatabase.run(connection, booked("KWD", events));
                for (Event event : events) {
                    for (Line line : event.lines) {
                        naive.merge(line.owner + " " + line.account, line.cents, Long::sum);
                    }
                }
            }
        }
        return rounds;
    }

    private static Event event(Random random) {
        long cents = random.nextInt(1, 1_000);
        return switch (random.nextInt(4)) {
            case 0 ->
                    new Event(
                            "commission",
                            new Line("promoter_pending", 4, cents),
                            new Line("promoter_pending", 2, cents),
                            new Line("advertiser", 1, -2 * cents));
            case 1 ->
                    new Event(
                            "approval",
                            new Line("promoter_available", 4, cents),
                            new Line("promoter_pending", 4, -cents));
            case 2 ->
                    new Event(
                            "reversal",
                            new Line("promoter_available", 2, -cents),
                            new Line("advertiser", 1, cents));
            default ->
                    new Event(
                            "adjustment",
                            new Line("advertiser", 3, -cents),
                            new Line("promoter_available", 2, cents));
        };
    }

    private record Line(String account, int owner, long cents) {}

    private record Event(String kind, List<Line> lines) {

        Event(String kind, Line... lines) {
            this(kind, List.of(lines));
        }

        int advertiser() {
            return kind.equals("adjustment") ? 3 : 1;
        }

        String conversion() {
            return kind.equals("adjustment") ? "null" : "2";
        }
    }

    private String[] booked(Event... events) {
        return booked("USD", List.of(events));
    }

    /// One statement for all entries, and one for all postings.
    private String[] booked(String currency, List<Event> events) {
        List<String> rows = new ArrayList<>();
        List<String> postings = new ArrayList<>();
        for (Event event : events) {
            int id = entries.incrementAndGet();
            rows.add(
                    "(%d, %d, '%s', 'event:%d', %s)"
                            .formatted(event.advertiser(), id, event.kind, id, event.conversion()));
            for (int i = 0; i < event.lines.size(); i++) {
                Line line = event.lines.get(i);
                postings.add(
                        "(%d, %d, %d, '%s', %d, '%s', %d / 100.0)"
                                .formatted(
                                        event.advertiser(),
                                        id,
                                        i + 1,
                                        line.account,
                                        line.owner,
                                        currency,
                                        line.cents));
            }
        }
        return new String[] {
            "insert into ledger_entries (advertiser_id, id, kind, event_key, conversion_id) values "
                    + String.join(", ", rows),
            "insert into ledger_postings (advertiser_id, entry_id, line, account, owner_id, currency, amount) values "
                    + String.join(", ", postings)
        };
    }
}
