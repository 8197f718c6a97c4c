package com.afftok.management.access.consent;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

/// The statements about consents.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ConsentRepository extends GenericRepository<ConsentRow, Long> {

    /// The oldest first.
    @Query(
            """
            select document, version, given_at, withdrawn_at
              from consents
             where user_id = :user
             order by id
            """)
    List<ConsentRow> list(long user);

    /// Adds a consent, unless it is in force or the user has withdrawn too many to the document.
    @Query(
            """
            insert into consents (user_id, document, version, given_at)
            select :user, :document, :version, :now
             where (select count(*) from consents
                     where user_id = :user and document = :document and withdrawn_at is not null) < :most
            on conflict do nothing
            """)
    void give(long user, String document, String version, Instant now, int most);

    /// Ends the consents of a user to a document.
    @Query(
            """
            update consents set withdrawn_at = :now
             where user_id = :user and document = :document and withdrawn_at is null
            """)
    void withdraw(long user, String document, Instant now);
}
