package com.afftok.management.moderation;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements by which users are looked after.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ModerationRepository extends GenericRepository<ModeratedRow, Long> {

    /// Newest first; of a filter that is null, all.
    @Query(
            """
            select u.id, m.account_id, u.username, u.email, u.full_name, a.kind as role, u.status,
                   a.country, a.audience_countries, a.unique_code, a.recruiter_id, a.points,
                   a.level, u.version, u.created_at, u.last_login_at
              from users u
              join memberships m on m.user_id = u.id
              join accounts a on a.id = m.account_id
             where u.id < :before
               and (cast(:role as text) is null or a.kind = :role)
               and (cast(:status as text) is null or u.status = :status)
             order by u.id desc
             limit :limit
            """)
    List<ModeratedRow> list(long before, @Nullable String role, @Nullable String status, int limit);

    /// The same of those whose email or username begins with a text. The operators are those of the
    /// indexes, and compare texts byte by byte: from the text on, up to it with the last of all
    /// characters behind.
    @Query(
            """
            select u.id, m.account_id, u.username, u.email, u.full_name, a.kind as role, u.status,
                   a.country, a.audience_countries, a.unique_code, a.recruiter_id, a.points,
                   a.level, u.version, u.created_at, u.last_login_at
              from users u
              join memberships m on m.user_id = u.id
              join accounts a on a.id = m.account_id
             where u.id in (
                    select id from users
                     where lower(email) ~>=~ lower(:beginning)
                       and lower(email) ~<=~ (lower(:beginning) || chr(1114111))
                     union
                    select id from users
                     where lower(username) ~>=~ lower(:beginning)
                       and lower(username) ~<=~ (lower(:beginning) || chr(1114111)))
               and u.id < :before
               and (cast(:role as text) is null or a.kind = :role)
               and (cast(:status as text) is null or u.status = :status)
             order by u.id desc
             limit :limit
            """)
    List<ModeratedRow> search(
            String beginning,
            long before,
            @Nullable String role,
            @Nullable String status,
            int limit);

    @Query(
            """
            select u.id, m.account_id, u.username, u.email, u.full_name, a.kind as role, u.status,
                   a.country, a.audience_countries, a.unique_code, a.recruiter_id, a.points,
                   a.level, u.version, u.created_at, u.last_login_at
              from users u
              join memberships m on m.user_id = u.id
              join accounts a on a.id = m.account_id
             where u.id = :id
            """)
    Optional<ModeratedRow> find(long id);

    /// The user, whom nobody else can change until the transaction ends.
    @Query(
            """
            select u.id, m.account_id, u.username, u.email, u.full_name, a.kind as role, u.status,
                   a.country, a.audience_countries, a.unique_code, a.recruiter_id, a.points,
                   a.level, u.version, u.created_at, u.last_login_at
              from users u
              join memberships m on m.user_id = u.id
              join accounts a on a.id = m.account_id
             where u.id = :id
               for update of u, a
            """)
    Optional<ModeratedRow> lock(long id);

    @Query(
            """
            select (select count(*) from offers where advertiser_id = :account) as offers,
                   (select count(*) from user_offers where promoter_id = :account) as links,
                   (select coalesce(sum(gross), 0) from click_hourly
                     where promoter_id = :account and hour >= :since)
                 + (select coalesce(sum(gross), 0) from click_hourly
                     where advertiser_id = :account and hour >= :since) as clicks,
                   (select count(*) from conversions
                     where promoter_id = :account and created_at >= :since and not is_claim)
                 + (select count(*) from conversions
                     where advertiser_id = :account and created_at >= :since and not is_claim) as conversions
            """)
    ActivityRow activity(long account, Instant since);
}
