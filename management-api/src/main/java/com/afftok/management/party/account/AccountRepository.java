package com.afftok.management.party.account;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/// The account of a caller.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface AccountRepository extends GenericRepository<AccountRow, Long> {

    @Query(
            """
            select id, kind, name, country, audience_countries, unique_code, points, level, version,
                   created_at
              from accounts
             where id = :id
            """)
    Optional<AccountRow> find(long id);
}
