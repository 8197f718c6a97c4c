package com.afftok.management.money.invoice.issue;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.table;

import com.afftok.management.money.billing.Issuer;
import com.afftok.management.platform.mail.Recipient;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jspecify.annotations.Nullable;

/// The statements that issue documents.
@Singleton
final class IssueRepository {

    private static final Columns<Waiting> WAITING = Columns.of(Waiting.class);
    private static final Columns<Issued> ISSUED = Columns.of(Issued.class);
    private static final Columns<MemberRow> MEMBER = Columns.of(MemberRow.class);
    private static final Field<Integer> POSITION = field("position", Integer.class);
    private static final Field<Long> ADVERTISER = field("advertiser_id", Long.class);
    private static final Field<String> CURRENCY = field("currency", String.class);

    private static final Table<Record> OF_MONTHS =
            table(
                    """
                    (select cast(to_char(w.month, 'YYYYMM') as integer) as position,
                            to_char(w.month, 'YYYY-MM') as month, w.advertiser_id, w.currency,
                            exists (select from billing_profiles p where p.advertiser_id = w.advertiser_id)
                                as has_profile
                       from waiting_invoices w) as waiting
                    """);

    private static final String TAKE =
            """
            delete from waiting_invoices
             where month = to_date(?, 'YYYY-MM') and advertiser_id = ? and currency = ?
            """;

    private static final String BILLED =
            """
            select billed from advertiser_months
             where month = to_date(?, 'YYYY-MM') and advertiser_id = ? and currency = ?
            """;

    /// Its row stays locked until the end of the transaction, so that the next document gets its
    /// number after this one is committed, or the same number if it is not.
    private static final String NEXT_NUMBER =
            """
            insert into invoice_numbers as kept (prefix, year, last) values (?, ?, 1)
                on conflict (prefix, year) do update set last = kept.last + 1
            returning last
            """;

    private static final String INSERT =
            """
            insert into invoices (
                advertiser_id, prefix, year, sequence, month, corrects, currency, net, tax_percent, tax, reason,
                created_by, issued_at, due_on, language, issuer_name, issuer_address, issuer_country, issuer_tax_id,
                name, address, country, tax_id)
            values (?, ?, ?, ?, to_date(?, 'YYYY-MM'), cast(? as bigint), ?, ?, ?, ?, ?,
                    cast(? as bigint), cast(? as timestamptz), cast(? as date), ?, ?, ?, ?, ?, ?, ?, ?, ?)
            returning id, number
            """;

    private static final String LINES =
            """
            insert into invoice_lines (invoice_id, line, kind, offer_id, offer_title, changes, amount)
            select ?, row_number() over (
                          order by array_position(
                                       array['sales', 'reversals', 'adjustments', 'bonuses', 'fee'], b.kind),
                                   b.offer_id),
                   b.kind, b.offer_id, o.title, b.changes, b.amount
              from (select kind, offer_id, count(*) as changes, sum(amount) as amount
                      from billed_changes
                     where month = to_date(?, 'YYYY-MM') and advertiser_id = ? and currency = ?
                     group by kind, offer_id) as b
              left join offers o on o.id = b.offer_id
            """;

    private static final String MEMBERS =
            """
            select case when u.email_verified_at is not null then u.email end as confirmed_address, u.language
              from memberships m
              join users u on u.id = m.user_id
             where m.account_id = ? and u.status = 'active' and m.role in ('owner', 'finance')
             order by u.id
            """;

    private final Statements statements;

    IssueRepository(Statements statements) {
        this.statements = statements;
    }

    /// An issued document.
    @Introspected
    record Issued(long id, String number) {}

    /// An owner or finance member of an advertiser.
    @Introspected
    record MemberRow(@Nullable String confirmedAddress, String language) implements Recipient {}

    /// The oldest months first.
    ///
    /// @param advertiser restricts them to this advertiser's; null for all
    /// @param hasProfile restricts them to advertisers with a billing profile; null for all
    /// @param after the last one of the previous page
    List<Waiting> waiting(
            @Nullable Long advertiser,
            @Nullable Boolean hasProfile,
            WaitingSearch.@Nullable Last after,
            int limit) {
        return statements.list(
                WAITING,
                sql ->
                        sql.select(WAITING.all())
                                .from(OF_MONTHS)
                                .where(
                                        new Filters()
                                                .is(ADVERTISER, advertiser)
                                                .is(field("has_profile", Boolean.class), hasProfile)
                                                .with(
                                                        after,
                                                        last ->
                                                                row(POSITION, ADVERTISER, CURRENCY)
                                                                        .gt(
                                                                                last.position(),
                                                                                last.advertiser(),
                                                                                last.currency()))
                                                .all())
                                .orderBy(POSITION, ADVERTISER, CURRENCY)
                                .limit(limit));
    }

    /// Whether it still waited. No other instance issues its invoice.
    boolean take(Waiting one) {
        return statements.run(
                        sql -> sql.execute(TAKE, one.month(), one.advertiserId(), one.currency()))
                == 1;
    }

    /// The sum of the changes of its month.
    BigDecimal billed(Waiting one) {
        return statements.run(sql ->
                sql.resultQuery(BILLED, one.month(), one.advertiserId(), one.currency())
                        .fetchSingle()
                        .get(0, BigDecimal.class));
    }

    /// Issues a document with the next number.
    Issued issue(Document document, Issuer issuer) {
        int year = document.issuedAt().atOffset(ZoneOffset.UTC).getYear();
        return statements.run(sql -> {
            int number =
                    sql.resultQuery(NEXT_NUMBER, issuer.prefix(), year)
                            .fetchSingle()
                            .get(0, int.class);
            return ISSUED.row(
                    sql.resultQuery(
                                    INSERT,
                                    document.advertiserId(),
                                    issuer.prefix(),
                                    year,
                                    number,
                                    document.month(),
                                    document.corrects(),
                                    document.currency(),
                                    document.net(),
                                    document.taxPercent(),
                                    document.tax(),
                                    document.reason(),
                                    document.createdBy(),
                                    document.issuedAt(),
                                    document.dueOn(),
                                    document.to().language(),
                                    issuer.legalName(),
                                    issuer.address(),
                                    issuer.country(),
                                    issuer.taxId(),
                                    document.to().name(),
                                    document.to().address(),
                                    document.to().country(),
                                    document.to().taxId())
                            .fetchSingle());
        });
    }

    /// Adds the lines of the invoice of a month.
    void addLines(long invoice, Waiting one) {
        statements.run(sql ->
                sql.execute(LINES, invoice, one.month(), one.advertiserId(), one.currency()));
    }

    /// The members who are told of documents.
    List<MemberRow> members(long advertiser) {
        return statements.list(MEMBER, sql -> sql.resultQuery(MEMBERS, advertiser));
    }
}
