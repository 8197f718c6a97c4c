package com.afftok.management.access.mailed;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about mails that somebody asked for.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface MailRequestRepository extends GenericRepository<MailRequestRow, Long> {

    /// Adds a request, unless 10,000 wait.
    ///
    /// @param user who wants to have the address; null for other kinds
    /// @return how many were added
    @Query(
            """
            insert into mail_requests (email, kind, user_id, user_version, language)
            select :email, :kind, cast(:user as bigint),
                   (select version from users where id = cast(:user as bigint)), :language
             where (select count(*) from (select from mail_requests limit 10000) as waiting) < 10000
            """)
    int add(String email, String kind, @Nullable Long user, String language);

    /// The address of an active administrator.
    @Query(
            """
            select email from admin_users where lower(email) = lower(:email) and status = 'active'
            """)
    Optional<String> findAdmin(String email);

    /// The oldest request, which nobody else can take until the transaction ends.
    @Query(
            """
            select id, email, kind, user_id, user_version, language from mail_requests
             order by id
             limit 1
               for update skip locked
            """)
    Optional<MailRequestRow> lock();

    @Query("delete from mail_requests where id = :id")
    void remove(long id);
}
