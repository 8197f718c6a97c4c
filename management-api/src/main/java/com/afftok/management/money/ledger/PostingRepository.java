package com.afftok.management.money.ledger;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.row;

import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.Field;

/// The statement that reads postings.
@Singleton
final class PostingRepository {

    private static final Columns<PostingRow> ROW = Columns.of(PostingRow.class);
    private static final Field<Instant> CREATED_AT = field("p.created_at", Instant.class);
    private static final Field<Long> ENTRY = field("p.entry_id", Long.class);
    private static final Field<Integer> LINE = field("p.line", Integer.class);

    private static final Field<String> ACCOUNT = field("p.account", String.class);
    private static final Field<String> KIND = field("e.kind", String.class);
    private static final Field<String> CURRENCY = field("p.currency", String.class);

    private final Statements statements;

    PostingRepository(Statements statements) {
        this.statements = statements;
    }

    /// Of one account, newest first. Accounts and kinds are literals in the statement, because
    /// indexes are for some of them alone.
    List<PostingRow> list(Books books, LedgerSearch search, int limit) {
        Condition condition =
                new Filters()
                        .is(field("p.owner_id", Long.class), books.account())
                        .with(LedgerSearch.Last.of(search.cursor()), PostingRepository::behind)
                        .with(search.from(), CREATED_AT::ge)
                        .with(search.to(), CREATED_AT::lt)
                        .with(search.account(), account -> ACCOUNT.eq(inline(account)))
                        .with(search.kind(), kind -> KIND.eq(inline(kind)))
                        .is(CURRENCY, search.currency())
                        .with(search.currency(), currency -> has(books, currency))
                        .is(ENTRY, search.entryId())
                        .is(field("e.conversion_id", Long.class), search.conversionId())
                        .is(field("e.payout_id", Long.class), search.payoutId())
                        .is(field("u.payout_id", Long.class), search.usedBy())
                        .all();
        return statements.list(
                ROW,
                sql ->
                        sql.select(
                                        ROW.from(
                                                "p",
                                                field("e.kind", String.class).as("kind"),
                                                field("e.conversion_id", Long.class)
                                                        .as("conversion_id"),
                                                field("e.payout_id", Long.class).as("payout_id"),
                                                field("u.payout_id", Long.class).as("used_by"),
                                                field("e.reverses_id", Long.class)
                                                        .as("reverses_id"),
                                                field("e.memo", String.class).as("memo")))
                                .from(
                                        """
                                        ledger_postings p
                                        join ledger_entries e
                                          on e.advertiser_id = p.advertiser_id and e.id = p.entry_id
                                        left join payout_postings u
                                          on u.advertiser_id = p.advertiser_id and u.entry_id = p.entry_id
                                         and u.line = p.line
                                        """)
                                .where(condition)
                                .orderBy(CREATED_AT.desc(), ENTRY.desc(), LINE.desc())
                                .limit(limit));
    }

    /// False for an account without postings in the currency, before any is read.
    private static Condition has(Books books, String currency) {
        return condition(
                "exists (select from account_balances where owner_id = ? and currency = ?)",
                books.account(),
                currency);
    }

    private static Condition behind(LedgerSearch.Last last) {
        return row(CREATED_AT, ENTRY, LINE).lt(row(last.at(), last.entry(), last.line()));
    }
}
