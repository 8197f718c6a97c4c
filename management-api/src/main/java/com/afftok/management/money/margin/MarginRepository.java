package com.afftok.management.money.margin;

import static org.jooq.impl.DSL.field;

import com.afftok.management.platform.request.Period;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// The statement that sums postings for the margin of the platform.
@Singleton
final class MarginRepository {

    private static final Columns<MarginRow> ROW = Columns.of(MarginRow.class);
    private static final Field<String> CURRENCY = field("p.currency", String.class);
    private static final Field<Instant> BOOKED_AT = field("e.created_at", Instant.class);

    private static final String POSTINGS =
            """
            ledger_entries e
            join ledger_postings p on p.advertiser_id = e.advertiser_id and p.entry_id = e.id
            left join conversions c
              on c.advertiser_id = e.advertiser_id and c.id = e.conversion_id
            """;

    /// Approvals and payouts move no margin. The platform's postings are all read, whatever their
    /// entry.
    private static final Condition RELEVANT =
            DSL.condition(
                    """
                    (e.kind in ('commission', 'rejection', 'reversal', 'adjustment')
                     or p.account = 'platform')
                    """);

    private final Statements statements;

    MarginRepository(Statements statements) {
        this.statements = statements;
    }

    List<MarginRow> sums(Period period, String group, @Nullable String currency, int limit) {
        Field<String> subject =
                field(
                                switch (group) {
                                    case "advertiser" -> "cast(e.advertiser_id as text)";
                                    case "offer" -> "cast(c.offer_id as text)";
                                    default ->
                                            "to_char(e.created_at at time zone 'UTC', 'YYYY-MM')";
                                },
                                String.class)
                        .as("subject");
        Condition condition =
                new Filters()
                        .with(period.from(), BOOKED_AT::ge)
                        .with(period.to(), BOOKED_AT::lt)
                        .is(CURRENCY, currency)
                        .all();
        return statements.list(
                ROW,
                sql ->
                        sql.select(
                                        subject,
                                        CURRENCY.as("currency"),
                                        sum(
                                                "charged",
                                                "-p.amount",
                                                "p.account = 'advertiser' and c.id is not null"),
                                        sum(
                                                "promoters",
                                                "p.amount",
                                                "p.account like 'promoter%' and p.owner_id = c.promoter_id"),
                                        sum(
                                                "recruiters",
                                                "p.amount",
                                                "p.account like 'promoter%' and p.owner_id <> c.promoter_id"),
                                        sum(
                                                "fees",
                                                "p.amount",
                                                "p.account = 'platform' and c.id is not null"),
                                        sum(
                                                "adjustments",
                                                "p.amount",
                                                "p.account = 'platform' and e.kind = 'adjustment'"),
                                        sum(
                                                "other",
                                                "p.amount",
                                                "p.account = 'platform' and c.id is null and e.kind <> 'adjustment'"))
                                .from(POSTINGS)
                                .where(condition)
                                .and(RELEVANT)
                                .groupBy(subject, CURRENCY)
                                .orderBy(subject, CURRENCY)
                                .limit(limit));
    }

    private static Field<BigDecimal> sum(String name, String amount, String which) {
        return field(
                        "coalesce(sum(" + amount + ") filter (where " + which + "), 0)",
                        BigDecimal.class)
                .as(name);
    }
}
