package com.afftok.management.access.auth;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The statements about mails that somebody asked for.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface MailRequestRepository extends GenericRepository<MailRequestRow, Long> {

    /// Adds a request, unless 10,000 wait.
    ///
    /// @return how many were added
    @Query(
            """
            insert into mail_requests (kind, email, user_id, language)
            select :kind, :email, cast(:user as bigint), :language
             where (select count(*) from (select from mail_requests limit 10000) as waiting) < 10000
            """)
    int add(String kind, String email, @Nullable Long user, String language);

    /// The oldest requests, which nobody else can take until the transaction ends.
    @Query(
            """
            select id, email, user_id, language from mail_requests
             order by id
             limit :most
               for update skip locked
            """)
    List<MailRequestRow> lock(int most);

    @Query("delete from mail_requests where id in (:ids)")
    void remove(List<Long> ids);

    @Query("delete from mail_requests where user_id = :user")
    void dismiss(long user);
}
