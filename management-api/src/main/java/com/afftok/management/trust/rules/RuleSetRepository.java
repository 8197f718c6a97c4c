package com.afftok.management.trust.rules;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about versions of the rules, and about clicks for dry runs.
@JdbcRepository(dialect = Dialect.POSTGRES)
abstract class RuleSetRepository implements GenericRepository<RuleSetRow, Integer> {

    private static final Columns<JudgedRow> JUDGED = Columns.of(JudgedRow.class);

    private static final String CLICKS_AND_MONEY =
            """
            with judged as materialized (
                select k.advertiser_id, k.click_id, cast(k.bucket as text) as bucket, k.reasons
                  from clicks k
                 where k.clicked_at >= {0} and k.clicked_at < {1}
                   and {2}
                   and k.reasons <> '{}'
                   and k.bucket in ('valid', 'suspicious', 'duplicate', 'bot', 'fraud')
                   and not exists (select from click_reviews r
                                    where r.advertiser_id = k.advertiser_id
                                      and r.click_id = k.click_id)
                 limit {3})
            select bucket, reasons, '' as currency, count(*) as clicks, 0 as conversions,
                   cast(0 as numeric) as commission
              from judged
             group by bucket, reasons
            union all
            select j.bucket, j.reasons, c.commission_currency, 0, count(*),
                   sum(c.commission - c.commission_reversed)
              from judged j
              join conversions c on c.advertiser_id = j.advertiser_id and c.click_id = j.click_id
             where c.status in ('pending', 'approved') and not c.is_claim
             group by j.bucket, j.reasons, c.commission_currency
            """;

    private final Statements statements;

    RuleSetRepository(Statements statements) {
        this.statements = statements;
    }

    /// Newest first, without their documents.
    @Query(
            """
            select version, note, created_by, created_at, active, activated_at, '' as rules
              from fraud_rule_sets
             where version < :before
             order by version desc
             limit :most
            """)
    abstract List<RuleSetRow> list(int before, int most);

    @Query(
            """
            select version, note, created_by, created_at, active, activated_at,
                   cast(rules as text) as rules
              from fraud_rule_sets
             where version = :version
            """)
    abstract Optional<RuleSetRow> find(int version);

    @Query("select version from fraud_rule_sets where active")
    abstract Optional<Integer> findActive();

    /// Locks the choice of the active version.
    @Query("select cast(pg_advisory_xact_lock(hashtextextended('fraud_rule_sets', 0)) as text)")
    abstract String lock();

    @Query("select nextval(pg_get_serial_sequence('fraud_rule_sets', 'version'))")
    abstract long nextVersion();

    @Query(
            """
            insert into fraud_rule_sets (version, rules, note, created_by, created_at)
            values (:version, cast(:rules as jsonb), :note, :admin, :now)
            """)
    abstract void add(int version, String rules, String note, long admin, Instant now);

    @Query("update fraud_rule_sets set active = false where active")
    abstract void deactivate();

    @Query(
            """
            update fraud_rule_sets set active = true, activated_at = :now where version = :version
            """)
    abstract void activate(int version, Instant now);

    /// Past clicks that rules scored, and their earnings, grouped by reasons. Clicks without
    /// reasons are omitted, because no rules can refuse them, and so are reviewed clicks.
    ///
    /// @param most the limit of clicks, in no particular order
    List<JudgedRow> judged(Instant from, Instant until, @Nullable Long offer, int most) {
        return statements.list(
                JUDGED,
                sql ->
                        sql.resultQuery(
                                CLICKS_AND_MONEY,
                                val(from),
                                val(until),
                                new Filters().is(field("k.offer_id", Long.class), offer).all(),
                                val(most)));
    }
}
