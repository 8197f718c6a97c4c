package com.afftok.management.money.payout.limit;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The statements about limits of payouts. A limit that was never set has no row, and version 0.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface LimitRepository extends GenericRepository<LimitRepository.MinimumRow, String> {

    /// The minimum of a payout by a method.
    @Introspected
    record MinimumRow(String currency, String method, BigDecimal minimum, int version) {}

    /// The amount above which two persons approve.
    @Introspected
    record ThresholdRow(String currency, BigDecimal amount, int version) {}

    /// The fee of a payout by a method.
    @Introspected
    record FeeRow(
            String currency,
            String method,
            BigDecimal fixed,
            BigDecimal percent,
            @Nullable BigDecimal maximum,
            int version) {}

    /// The most that a payout absorbs of refunds.
    @Introspected
    record AbsorptionRow(String currency, BigDecimal amount, int version) {}

    @Query(
            "select currency, method, minimum, version from payout_minimums order by currency, method")
    List<MinimumRow> minimums();

    @Query("select currency, amount, version from payout_thresholds order by currency")
    List<ThresholdRow> thresholds();

    @Query(
            """
            select currency, method, fixed, percent, maximum, version from payout_fees order by currency, method
            """)
    List<FeeRow> fees();

    @Query("select currency, amount, version from payout_absorptions order by currency")
    List<AbsorptionRow> absorptions();

    /// Sets a fee.
    ///
    /// @return none if the version is another
    @Query(
            """
            insert into payout_fees as kept (currency, method, fixed, percent, maximum, version)
            select :currency, :method, :fixed, :percent, cast(:maximum as numeric), 1
             where :version = 0 or exists (select from payout_fees
                                            where currency = :currency and method = :method)
                on conflict (currency, method) do update
               set fixed = excluded.fixed, percent = excluded.percent, maximum = excluded.maximum,
                   version = kept.version + 1
             where kept.version = :version
            """)
    int keepFee(
            String currency,
            String method,
            BigDecimal fixed,
            BigDecimal percent,
            @Nullable BigDecimal maximum,
            int version);

    /// Sets a limit.
    ///
    /// @return none if the version is another
    @Query(
            """
            insert into payout_absorptions as kept (currency, amount, version)
            select :currency, :amount, 1
             where :version = 0 or exists (select from payout_absorptions where currency = :currency)
                on conflict (currency) do update
               set amount = excluded.amount, version = kept.version + 1
             where kept.version = :version
            """)
    int keepAbsorption(String currency, BigDecimal amount, int version);

    /// Sets a limit.
    ///
    /// @return none if the version is another
    @Query(
            """
            insert into payout_minimums as kept (currency, method, minimum, version)
            select :currency, :method, :minimum, 1
             where :version = 0 or exists (select from payout_minimums
                                            where currency = :currency and method = :method)
                on conflict (currency, method) do update
               set minimum = excluded.minimum, version = kept.version + 1
             where kept.version = :version
            """)
    int keepMinimum(String currency, String method, BigDecimal minimum, int version);

    /// Sets a limit.
    ///
    /// @return none if the version is another
    @Query(
            """
            insert into payout_thresholds as kept (currency, amount, version)
            select :currency, :amount, 1
             where :version = 0 or exists (select from payout_thresholds where currency = :currency)
                on conflict (currency) do update
               set amount = excluded.amount, version = kept.version + 1
             where kept.version = :version
            """)
    int keepThreshold(String currency, BigDecimal amount, int version);
}
