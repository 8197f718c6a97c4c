package com.afftok.management.money.margin;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.row;

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

/// The statements that sum postings for the margin of the platform, and that list its own.
@Singleton
final class MarginRepository {

    private static final Columns<MarginRow> ROW = Columns.of(MarginRow.class);
    private static final Field<String> CURRENCY = field("p.currency", String.class);
    private static final Columns<PostingRow> POSTING = Columns.of(PostingRow.class);
    private static final Field<String> ACCOUNT = field("p.account", String.class);
    private static final Field<Instant> POSTED_AT = field("p.created_at", Instant.class);
    private static final Field<Long> ENTRY = field("p.entry_id", Long.class);
    private static final Field<Integer> LINE = field("p.line", Integer.class);
    private static final Field<Long> OFFER = field("c.offer_id", Long.class);
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

    /// Newest first.
    List<PostingRow> postings(Period period, PostingSearch search, int limit) {
        Condition condition =
                new Filters()
                        .is(ACCOUNT, "platform")
                        .with(PostingSearch.Last.of(search.cursor()), MarginRepository::behind)
                        .with(period.from(), POSTED_AT::ge)
                        .with(period.to(), POSTED_AT::lt)
                        .is(CURRENCY, search.currency())
                        .is(field("p.advertiser_id", Long.class), search.advertiserId())
                        .is(OFFER, search.offerId())
                        .all();
        return statements.list(
                POSTING,
                sql ->
                        sql.select(
                                        POSTING.from(
                                                "p",
                                                field("e.kind", String.class).as("kind"),
                                                OFFER.as("offer_id"),
                                                field("e.conversion_id", Long.class)
                                                        .as("conversion_id"),
                                                field("e.memo", String.class).as("memo")))
                                .from(POSTINGS)
                                .where(condition)
                                .orderBy(POSTED_AT.desc(), ENTRY.desc(), LINE.desc())
                                .limit(limit));
    }

    private static Condition behind(PostingSearch.Last last) {
        return row(POSTED_AT, ENTRY, LINE).lt(row(last.at(), last.entry(), last.line()));
    }

    private static Field<BigDecimal> sum(String name, String amount, String which) {
        return field(
                        "coalesce(sum(" + amount + ") filter (where " + which + "), 0)",
                        BigDecimal.class)
                .as(name);
    }
}
