package com.afftok.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.commission.statement.PricingStatements;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/// The sums of a promoter's sales, which tiers, caps and bonuses read, are those of its
/// conversions.
@ParameterizedClass(autoCloseArguments = false)
@ArgumentsSource(SchemaServers.class)
final class SchemaSalesTest {

    private static final String DIFFERENCES =
            """
            with sums as (
                select advertiser_id, offer_id, promoter_id, day, currency, sold_in, sum(sales) as sales, sum(paid) as paid,
                       sum(commission) as commission, sum(approved) as approved, sum(revenue) as revenue
                  from promoter_sales_of_conversions
                 group by 1, 2, 3, 4, 5, 6)
            (table promoter_sales except table sums) union all (table sums except table promoter_sales)
            """;

    /// Counts the conversions themselves; parameters as those of the pricing statement.
    private static final String RECOUNT =
            """
            select commission_currency as currency,
                   count(*) filter (where created_at >= $5) as month_sales,
                   count(*) filter (where commission > 0 and created_at >= $4) as day_paid,
                   count(*) filter (where commission > 0 and created_at >= $5) as month_paid,
                   count(*) filter (where commission > 0) as total_paid,
                   coalesce(sum(commission - commission_reversed)
                     filter (where created_at >= $4), 0)::text as day_amount,
                   coalesce(sum(commission - commission_reversed)
                     filter (where created_at >= $5), 0)::text as month_amount,
                   coalesce(sum(commission - commission_reversed), 0)::text as total_amount
              from conversions
             where advertiser_id = $1 and offer_id = $2 and promoter_id = $3
               and status in ('pending', 'approved') and created_at >= $6
               and not is_claim
             group by commission_currency
            """;

    private static final String RECENT =
            """
            select count(*) from conversions
             where advertiser_id = $1 and offer_id = $2 and promoter_id = $3
               and status in ('pending', 'approved') and created_at >= $4 and not is_claim
            """;

    private static final Instant END = Instant.parse("2026-03-15T17:23:00Z");
    private static final List<String> CURRENCIES = List.of("USD", "SAR");

    private final SchemaDatabase database;
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private int made = 10;

    SchemaSalesTest(SchemaServer server) throws SQLException {
        database = server.emptyDatabase();
    }

    @BeforeEach
    void fill() throws Exception {
        database.run(SchemaRefusals.fixture());
        database.run(
                "insert into user_offers (id, promoter_id, offer_id, advertiser_id) values (17, 4, 1, 1)");
    }

    @AfterEach
    void close() throws SQLException {
        database.close();
    }

    @Test
    void are_those_of_the_conversions_after_each_change() throws Exception {
        for (int step = 0; step < 120; step++) {
            change();
            assertThat(database.rows(DIFFERENCES)).as("seed %d, step %d", seed, step).isEmpty();
        }
        assertThat(database.row("select count(*) > 50 from promoter_sales")).isEqualTo("t");
        for (int look = 0; look < 40; look++) {
            Instant at = END.minus(random.nextInt(100 * 24 * 60), ChronoUnit.MINUTES);
            assertThat(sales(PricingStatements.SALES, at))
                    .as("seed %d, at %s", seed, at)
                    .containsExactlyElementsOf(sales(RECOUNT, at));
            assertThat(recent(PricingStatements.RECENT, at))
                    .as("seed %d, at %s", seed, at)
                    .isEqualTo(recent(RECENT, at));
        }
    }

    private void change() throws SQLException {
        String some = " and id % 7 = " + random.nextInt(7);
        switch (random.nextInt(8)) {
            case 0 ->
                    database.run(
                            "update conversions set status = 'approved' where status = 'pending'"
                                    + some);
            case 1 ->
                    database.run(
                            "update conversions set status = 'rejected' where status = 'pending'"
                                    + some);
            case 2 ->
                    database.run(
                            "update conversions set status = 'rejected', superseded = true where status = 'pending'"
                                    + " and source = 'pixel'"
                                    + some);
            case 3 -> refund("round(amount / 2, 2)", "round(commission / 2, 2)", "approved", some);
            case 4 -> refund("amount", "commission", "reversed", some);
            default -> insert();
        }
    }

    private void refund(String amount, String commission, String status, String some)
            throws SQLException {
        String refunded =
                "update conversions set status = '%s', refunded_amount = %s, commission_reversed = %s where status = 'approved'"
                        .formatted(status, amount, commission);
        database.run(
                refunded + some + (status.equals("approved") ? " and refunded_amount = 0" : ""),
                """
                update commissions c set reversed_amount = v.commission_reversed
                  from conversions v
                 where (v.advertiser_id, v.id) = (c.advertiser_id, c.conversion_id)
                   and c.reversed_amount <> v.commission_reversed
                """);
    }

    /// Some conversions in one statement.
    private void insert() throws SQLException {
        var rows = new StringBuilder();
        int first = made;
        for (int i = random.nextInt(5); i >= 0; i--) {
            made++;
            boolean isClaim = random.nextInt(4) == 0;
            boolean isOfTheOther = random.nextInt(4) == 0;
            rows.append(rows.isEmpty() ? "" : ", ")
                    .append(
                            "(1, %d, 'order-%d', %d, 1, %d, '%s', '%s', %d.25, '%s', %d.75, '%s', '%s')"
                                    .formatted(
                                            made,
                                            made,
                                            isOfTheOther ? 1 : 17,
                                            isOfTheOther ? 2 : 4,
                                            isClaim ? "pixel" : "postback",
                                            isClaim ? "pending" : status(),
                                            1 + random.nextInt(100),
                                            currency(),
                                            random.nextInt(10),
                                            currency(),
                                            END.minus(
                                                    random.nextInt(100 * 24 * 60),
                                                    ChronoUnit.MINUTES)));
        }
        database.run(
                """
                insert into conversions (advertiser_id, id, transaction_id, link_id, offer_id, promoter_id, source, status,
                                         amount, currency, commission, commission_currency, created_at)
                values %s
                """
                        .formatted(rows),
                "update conversions set needs_review = not needs_review where id = " + made,
                """
                insert into commissions (advertiser_id, conversion_id, promoter_id, amount, currency)
                select advertiser_id, id, promoter_id, commission, commission_currency from conversions where id > %d
                """
                        .formatted(first));
    }

    private String status() {
        return List.of("pending", "approved", "rejected").get(random.nextInt(3));
    }

    private String currency() {
        return CURRENCIES.get(random.nextInt(CURRENCIES.size()));
    }

    /// Without currencies in which nothing was sold.
    private List<String> sales(String statement, Instant at) throws SQLException {
        OffsetDateTime day = at.atOffset(ZoneOffset.UTC).truncatedTo(ChronoUnit.DAYS);
        OffsetDateTime month = day.withDayOfMonth(1);
        return database.rows(
                "select currency, month_sales, day_paid, month_paid, total_paid, day_amount::numeric(19, 4),"
                        + " month_amount::numeric(19, 4), total_amount::numeric(19, 4) from ("
                        + of(statement)
                                .replace("$4", time(day.toInstant()))
                                .replace("$5", time(month.toInstant()))
                                .replace("$6", time(Instant.EPOCH))
                        + ") s where total_paid <> 0 or month_sales <> 0 order by 1");
    }

    private String recent(String statement, Instant at) throws SQLException {
        return database.row(of(statement).replace("$4", time(at)));
    }

    private static String of(String statement) {
        return statement.replace("$1", "1").replace("$2", "1").replace("$3", "4");
    }

    private static String time(Instant at) {
        return "timestamptz '" + at + "'";
    }
}
