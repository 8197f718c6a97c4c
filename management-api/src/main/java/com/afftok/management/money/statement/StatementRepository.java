package com.afftok.management.money.statement;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.table;

import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import com.afftok.shared.id.AccountId;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/// The statements about monthly statements.
@Singleton
final class StatementRepository {

    private static final Columns<StatementRow> ROW = Columns.of(StatementRow.class);
    private static final Columns<LineRow> LINE = Columns.of(LineRow.class);
    private static final Columns<StatementDetails.Sum> SUM = Columns.of(StatementDetails.Sum.class);
    private static final Columns<ChangeRow> CHANGE = Columns.of(ChangeRow.class);
    private static final Field<Long> ID = field("id", Long.class);
    private static final Field<Long> PROMOTER = field("promoter_id", Long.class);
    private static final Field<Long> STATEMENT = field("statement_id", Long.class);
    private static final Field<String> KIND = field("kind", String.class);
    private static final Field<Long> ENTRY = field("entry_id", Long.class);
    private static final Field<Integer> LINE_NUMBER = field("line", Integer.class);

    private static final String ISSUE =
            """
            with available as (
                select promoter_id, currency, kind, offer_id, recruit_id, payout_id,
                       count(*) as postings, sum(amount) as amount
                  from statement_changes
                 where month = cast(? as date) and account = 'promoter_available'
                 group by 1, 2, 3, 4, 5, 6),
            changed as (
                select promoter_id, currency,
                       coalesce(sum(amount) filter (where account = 'promoter_available'), 0) as available,
                       coalesce(sum(amount) filter (where account = 'promoter_pending'), 0) as pending
                  from statement_changes
                 where month = cast(? as date)
                 group by 1, 2),
            made as (
                insert into statements (promoter_id, month, currency, opening, closing, pending)
                select c.promoter_id, cast(? as date), c.currency, coalesce(s.closing, 0),
                       coalesce(s.closing, 0) + c.available, coalesce(s.pending, 0) + c.pending
                  from changed c
                  left join lateral (
                       select closing, pending from statements s
                        where s.promoter_id = c.promoter_id and s.currency = c.currency
                        order by s.month desc limit 1) as s on true
                 order by c.promoter_id, c.currency
                returning id, promoter_id, currency),
            named as (
                insert into statement_names (statement_id, name)
                select made.id, owner.name
                  from made
                  join accounts a on a.id = made.promoter_id
                  cross join lateral (
                       select coalesce(a.name,
                                       (select u.full_name
                                          from memberships o join users u on u.id = o.user_id
                                         where o.account_id = a.id and o.role = 'owner'
                                         order by o.created_at, o.user_id
                                         limit 1)) as name) as owner
                 where owner.name is not null)
            insert into statement_lines (
                statement_id, line, kind, offer_id, offer_title, recruit_id, payout_id, postings, amount)
            select made.id,
                   row_number() over (
                       partition by made.id order by a.kind, a.offer_id, a.recruit_id, a.payout_id),
                   a.kind, a.offer_id, o.title, a.recruit_id, a.payout_id, a.postings, a.amount
              from made
              join available a on a.promoter_id = made.promoter_id and a.currency = made.currency
              left join offers o on o.id = a.offer_id
            """;

    private static final Table<Record> ISSUED =
            table(
                    """
                    (select s.id, s.promoter_id, a.unique_code as promoter_code, n.name as promoter_name,
                            to_char(s.month, 'YYYY-MM') as month, s.currency, s.opening, s.closing, s.pending, m.issued_at
                       from statements s
                       join statement_months m using (month)
                       join accounts a on a.id = s.promoter_id
                       left join statement_names n on n.statement_id = s.id) as issued
                    """);

    private static final Table<Record> LINES =
            table(
                    """
                    (select l.statement_id, l.line, l.kind, l.offer_id, l.offer_title, a.unique_code as recruit_code,
                            l.payout_id, l.postings, l.amount
                       from statement_lines l left join accounts a on a.id = l.recruit_id) as lines
                    """);

    private final Statements statements;

    StatementRepository(Statements statements) {
        this.statements = statements;
    }

    /// Issues the statements of a month, and returns the number of their lines.
    int issue(YearMonth month) {
        LocalDate first = month.atDay(1);
        return statements.run(sql -> sql.execute(ISSUE, first, first, first));
    }

    /// Newest first.
    ///
    /// @param promoter restricts them to this promoter's; null for all
    /// @param before the last one of the previous page
    List<StatementRow> list(
            @Nullable AccountId promoter,
            StatementSearch search,
            @Nullable Long before,
            int limit) {
        return statements.list(
                ROW,
                sql ->
                        sql.select(ROW.all())
                                .from(ISSUED)
                                .where(
                                        of(promoter)
                                                .is(PROMOTER, search.promoterId())
                                                .is(field("month", String.class), search.month())
                                                .is(
                                                        field("currency", String.class),
                                                        search.currency())
                                                .with(before, ID::lt)
                                                .all())
                                .orderBy(ID.desc())
                                .limit(limit));
    }

    Optional<StatementRow> find(long id, @Nullable AccountId promoter) {
        return statements
                .list(
                        ROW,
                        sql ->
                                sql.select(ROW.all())
                                        .from(ISSUED)
                                        .where(of(promoter).is(ID, id).all()))
                .stream()
                .findFirst();
    }

    /// A promoter sees its own; administrators see all.
    private static Filters of(@Nullable AccountId promoter) {
        return new Filters().is(PROMOTER, promoter == null ? null : promoter.value());
    }

    /// The sums of the lines by kind.
    List<StatementDetails.Sum> sums(long statement) {
        return statements.list(
                SUM,
                sql ->
                        sql.select(
                                        KIND,
                                        sum(field("postings", Long.class)).cast(Long.class),
                                        sum(field("amount", BigDecimal.class)))
                                .from(table("statement_lines"))
                                .where(STATEMENT.eq(statement))
                                .groupBy(KIND)
                                .orderBy(KIND));
    }

    /// @param after the last one of the previous page
    List<LineRow> lines(long statement, @Nullable Long after, int limit) {
        return statements.list(
                LINE,
                sql ->
                        sql.select(LINE.all())
                                .from(LINES)
                                .where(
                                        new Filters()
                                                .is(STATEMENT, statement)
                                                .with(
                                                        after,
                                                        last ->
                                                                LINE_NUMBER.gt(
                                                                        Math.toIntExact(last)))
                                                .all())
                                .orderBy(LINE_NUMBER)
                                .limit(limit));
    }

    /// The changes that a statement sums up, in the order of the ledger.
    ///
    /// @param kind restricts them to those of this kind; null for all
    /// @param after the last one of the previous page
    List<ChangeRow> changes(
            StatementRow statement,
            @Nullable String kind,
            ChangeSearch.@Nullable Last after,
            int limit) {
        return statements.list(
                CHANGE,
                sql ->
                        sql.select(CHANGE.all())
                                .from(table("statement_changes"))
                                .where(
                                        new Filters()
                                                .is(PROMOTER, statement.promoterId())
                                                .is(
                                                        field("currency", String.class),
                                                        statement.currency())
                                                .is(
                                                        field("month", LocalDate.class),
                                                        YearMonth.parse(statement.month()).atDay(1))
                                                .is(
                                                        field("account", String.class),
                                                        "promoter_available")
                                                .is(KIND, kind)
                                                .with(
                                                        after,
                                                        last ->
                                                                row(ENTRY, LINE_NUMBER)
                                                                        .gt(
                                                                                last.entry(),
                                                                                last.line()))
                                                .all())
                                .orderBy(ENTRY, LINE_NUMBER)
                                .limit(limit));
    }
}
