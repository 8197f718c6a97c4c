package com.afftok.management.platform.setting;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.math.BigDecimal;
import java.util.List;

/// The statements about what recruiters earn. A level that nobody has set yet has no row, and the
/// version 0.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface RateRepository extends GenericRepository<RateRow, Integer> {

    /// All three levels.
    @Query(
            """
            select cast(l.level as integer) as level, coalesce(r.percent, 0) as percent,
                   coalesce(r.version, 0) as version
              from generate_series(1, 3) as l(level)
              left join recruiter_rates r on r.level = l.level
             order by l.level
            """)
    List<RateRow> list();

    /// Changes it.
    ///
    /// @return how many were changed: none if the version is another
    @Query(
            """
            update recruiter_rates
               set percent = :percent, version = version + 1, updated_at = now()
             where level = :level and version = :version
            """)
    int change(int level, BigDecimal percent, int version);

    /// Sets it for the first time.
    ///
    /// @return how many were made: none if there is one already
    @Query(
            """
            insert into recruiter_rates (level, percent, version) values (:level, :percent, 1)
            on conflict do nothing
            """)
    int add(int level, BigDecimal percent);
}
