package com.afftok.management.platform.setting;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.math.BigDecimal;
import java.util.List;

/// The statements about recruiter rates. A level that was never set has no row, and version 0.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface RateRepository extends GenericRepository<RateRow, Integer> {

    @Query(
            """
            select cast(l.level as integer) as level, coalesce(r.percent, 0) as percent,
                   coalesce(r.version, 0) as version
              from generate_series(1, 3) as l(level)
              left join recruiter_rates r on r.level = l.level
             order by l.level
            """)
    List<RateRow> list();

    /// Changes the rate of a level.
    ///
    /// @return how many rows were changed: none if the version is another
    @Query(
            """
            update recruiter_rates
               set percent = :percent, version = version + 1, updated_at = now()
             where level = :level and version = :version
            """)
    int change(int level, BigDecimal percent, int version);

    /// Inserts the rate of a level.
    ///
    /// @return how many rows were inserted: none if there is one
    @Query(
            """
            insert into recruiter_rates (level, percent, version) values (:level, :percent, 1)
            on conflict do nothing
            """)
    int add(int level, BigDecimal percent);
}
