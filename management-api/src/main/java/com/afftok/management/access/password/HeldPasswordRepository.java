package com.afftok.management.access.password;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

/// The statements about the passwords of callers.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface HeldPasswordRepository extends GenericRepository<HeldPassword, Long> {

    /// Empty if the user is no member of the account any more.
    @Query(
            """
            select u.email, u.password_hash
              from users u
              join memberships m on m.user_id = u.id
             where u.id = :user and m.account_id = :account
            """)
    Optional<HeldPassword> ofUser(long user, long account);

    @Query("select email, password_hash from admin_users where id = :admin")
    Optional<HeldPassword> ofAdmin(long admin);
}
