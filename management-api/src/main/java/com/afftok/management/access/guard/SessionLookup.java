package com.afftok.management.access.guard;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/// The statement that every signed-in request runs.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface SessionLookup extends GenericRepository<SessionRow, UUID> {

    /// An operator's session has a second factor that its owner may lack; then it needs no new
    /// password.
    @Query(
            """
            select s.id, s.user_id, s.account_id, s.admin_id,
                   coalesce(c.kind, a.role) as role, m.role as member_role,
                   coalesce(u.status, a.status) = 'active'
                       and coalesce(c.status, 'active') = 'active' as enabled,
                   s.revoked_at is null and s.expires_at > :now
                       and (s.user_id is null or m.role is not null) as open,
                   s.second_factor, f.enrolled_at is not null as enrolled,
                   coalesce(a.mfa_due_at > :now, false) as excused,
                   coalesce(a.password_is_temporary
                            and (f.enrolled_at is not null or not s.second_factor
                                 or exists (select from passkeys p where p.admin_id = a.id)),
                            false) as password_due,
                   s.token_generation, coalesce(s.former_tokens_until > :now, false) as former_taken
              from sessions s
              left join users u on u.id = s.user_id
              left join accounts c on c.id = s.account_id
              left join memberships m on m.account_id = s.account_id and m.user_id = s.user_id
              left join admin_users a on a.id = s.admin_id
              left join second_factors f on f.admin_id = s.admin_id
             where s.id = :id
            """)
    Optional<SessionRow> find(UUID id, Instant now);
}
