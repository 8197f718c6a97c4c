package com.afftok.management.money.terms;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import com.afftok.management.money.terms.TermsView.BillingRow;
import com.afftok.management.money.terms.TermsView.CurrentRow;
import com.afftok.management.money.terms.TermsView.VersionRow;
import com.afftok.management.platform.statement.BoundColumns;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Statements;
import com.afftok.shared.id.AdminId;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/// The statements about the terms of advertisers, and the platform's fee.
@Singleton
final class TermsRepository {

    private static final Columns<CurrentRow> CURRENT = Columns.of(CurrentRow.class);
    private static final Columns<VersionRow> VERSIONS = Columns.of(VersionRow.class);
    private static final Columns<BillingRow> BILLING = Columns.of(BillingRow.class);
    private static final Columns<FeeRow> FEE = Columns.of(FeeRow.class);
    private static final Field<Long> ADVERTISER = field("advertiser_id", Long.class);
    private static final Field<Integer> VERSION = field("version", Integer.class);
    private static final Field<String> CURRENCY = field("currency", String.class);

    private static final String CURRENT_OF =
            """
            select advertiser_fee_at(a.id, now()) as fee_percent,
                   coalesce((select t.fee_percent is not null from advertiser_terms t
                              where t.advertiser_id = a.id and t.effective_from <= now()
                              order by t.version desc limit 1), false) as own,
                   coalesce((select max(t.version) from advertiser_terms t
                              where t.advertiser_id = a.id), 0) as version,
                   now() as now
              from accounts a
             where a.id = ? and a.kind = 'advertiser'
            """;

    private static final String LIMITS =
            """
            select 0 as version, currency, mode, credit_limit
              from advertiser_limits
             where advertiser_id = ?
             order by currency
            """;

    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended('terms of advertiser', ?))";

    private static final String INSERT =
            """
            insert into advertiser_terms (advertiser_id, version, fee_percent, effective_from, recorded_by)
            values (?, ?, ?, cast(? as timestamptz), ?)
            """;

    private static final String INSERT_BILLING =
            """
            insert into advertiser_billing (advertiser_id, version, currency, mode, credit_limit)
            select ?, ?, currency, mode, credit_limit
              from unnest(?, ?, ?) as b (currency, mode, credit_limit)
            """;

    private static final String INSERT_FEE =
            """
            insert into platform_fees (version, percent, effective_from, recorded_by)
            values (?, ?, cast(? as timestamptz), ?)
            """;

    private final Statements statements;

    TermsRepository(Statements statements) {
        this.statements = statements;
    }

    /// A version of the platform's fee.
    @Introspected
    record FeeRow(
            int version,
            BigDecimal percent,
            Instant effectiveFrom,
            Instant createdAt,
            long recordedBy) {}

    /// Empty if there is no such advertiser.
    Optional<CurrentRow> current(long advertiser) {
        return statements.list(CURRENT, sql -> sql.resultQuery(CURRENT_OF, advertiser)).stream()
                .findFirst();
    }

    /// In force now.
    List<BillingRow> limits(long advertiser) {
        return statements.list(BILLING, sql -> sql.resultQuery(LIMITS, advertiser));
    }

    /// Newest first.
    List<VersionRow> versions(long advertiser, long before, int limit) {
        return statements.list(
                VERSIONS,
                sql ->
                        sql.select(VERSIONS.all())
                                .from(table("advertiser_terms"))
                                .where(
                                        ADVERTISER.eq(advertiser),
                                        VERSION.cast(Long.class).lt(before))
                                .orderBy(VERSION.desc())
                                .limit(limit));
    }

    List<BillingRow> billing(long advertiser, List<VersionRow> versions) {
        return statements.list(
                BILLING,
                sql ->
                        sql.select(BILLING.all())
                                .from(table("advertiser_billing"))
                                .where(
                                        ADVERTISER.eq(advertiser),
                                        VERSION.in(
                                                versions.stream()
                                                        .map(VersionRow::version)
                                                        .toList()))
                                .orderBy(VERSION, CURRENCY));
    }

    /// Changes terms one after the other, until the end of the transaction.
    ///
    /// @param advertiser 0 for the platform's fee
    void lock(long advertiser) {
        statements.run(sql -> sql.execute(LOCK, advertiser));
    }

    void insert(
            long advertiser,
            int version,
            @Nullable BigDecimal feePercent,
            Instant from,
            AdminId by,
            List<TermsRequest.Billing> billing) {
        statements.run(
                sql -> sql.execute(INSERT, advertiser, version, feePercent, from, by.value()));
        BoundColumns<TermsRequest.Billing> of = new BoundColumns<>(billing);
        statements.run(sql ->
                sql.execute(
                        INSERT_BILLING,
                        advertiser,
                        version,
                        of.texts(TermsRequest.Billing::currency),
                        of.texts(TermsRequest.Billing::mode),
                        of.amounts(TermsRequest.Billing::limit)));
    }

    /// The versions of the platform's fee, newest first.
    List<FeeRow> fees(long before, int limit) {
        return statements.list(
                FEE,
                sql ->
                        sql.select(FEE.all())
                                .from(table("platform_fees"))
                                .where(VERSION.cast(Long.class).lt(before))
                                .orderBy(VERSION.desc())
                                .limit(limit));
    }

    /// The platform's fee in force now; 0 before the first version.
    BigDecimal fee() {
        // No advertiser has the id 0.
        return statements.run(sql ->
                sql.resultQuery("select advertiser_fee_at(0, now())")
                        .fetchSingle()
                        .get(0, BigDecimal.class));
    }

    Instant now() {
        return statements.run(
                sql -> sql.resultQuery("select now()").fetchSingle().get(0, Instant.class));
    }

    void insertFee(int version, BigDecimal percent, Instant from, AdminId by) {
        statements.run(sql -> sql.execute(INSERT_FEE, version, percent, from, by.value()));
    }
}
