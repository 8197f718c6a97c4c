package com.afftok.management.party.moderation;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.val;

import com.afftok.management.platform.page.Cursor;
import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Filters;
import com.afftok.management.platform.statement.Statements;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Field;

/// The statements for the moderation of users.
@JdbcRepository(dialect = Dialect.POSTGRES)
abstract class ModerationRepository implements GenericRepository<ModeratedRow, Long> {

    private static final Columns<ModeratedRow> ROW = Columns.of(ModeratedRow.class);
    private static final Field<Long> ID = field("u.id", Long.class);
    private static final Field<String> ROLE = field("a.kind", String.class);
    private static final Field<String> STATUS = field("u.status", String.class);

    /// Matches email, username or phone by prefix. The operators are those of the indexes and
    /// compare bytewise: from the prefix up to the prefix followed by the greatest character.
    private static final String BEGINNING =
            """
            u.id in (select id from users
                    where lower(email) ~>=~ lower({0})
                      and lower(email) ~<=~ (lower({0}) || chr(1114111))
                    union
                   select id from users
                    where lower(username) ~>=~ lower({0})
                      and lower(username) ~<=~ (lower({0}) || chr(1114111))
                    union
                   select id from users
                    where phone ~>=~ {0} and phone ~<=~ ({0} || chr(1114111)))
            """;

    private final Statements statements;

    ModerationRepository(Statements statements) {
        this.statements = statements;
    }

    /// Newest first.
    List<ModeratedRow> list(UserSearch search, int limit) {
        Filters filters =
                new Filters()
                        .is(ROLE, search.role())
                        .is(STATUS, search.status())
                        .with(search.search(), text -> condition(BEGINNING, val(text)));
        return statements.list(
                ROW,
                sql ->
                        sql.select(
                                        ROW.from(
                                                "u",
                                                field("m.account_id", Long.class).as("account_id"),
                                                ROLE.as("role"),
                                                field("a.country", String.class).as("country"),
                                                field(
                                                                "coalesce(a.audience_countries, '{}')",
                                                                String[].class)
                                                        .as("audience_countries"),
                                                field("a.unique_code", String.class)
                                                        .as("unique_code"),
                                                field("a.recruiter_id", Long.class)
                                                        .as("recruiter_id"),
                                                field("coalesce(a.points, 0)", Integer.class)
                                                        .as("points"),
                                                field("coalesce(a.level, 1)", Integer.class)
                                                        .as("level")))
                                .from(
                                        """
                                        users u
                                        left join lateral (
                                             select account_id from memberships
                                              where user_id = u.id
                                              order by role = 'owner' desc, created_at, account_id
                                              limit 1) m on true
                                        left join accounts a on a.id = m.account_id
                                        """)
                                .where(ID.lt(Cursor.before(search.cursor())))
                                .and(filters.all())
                                .orderBy(ID.desc())
                                .limit(limit));
    }

    @Query(
            """
            select u.id, m.account_id, u.username, u.email, u.phone, u.full_name, a.kind as role, u.status,
                   a.country, coalesce(a.audience_countries, '{}') as audience_countries,
                   a.unique_code, a.recruiter_id, coalesce(a.points, 0) as points,
                   coalesce(a.level, 1) as level, u.version, u.created_at, u.last_login_at
              from users u
              left join lateral (
                   select account_id from memberships
                    where user_id = u.id
                    order by role = 'owner' desc, created_at, account_id
                    limit 1) m on true
              left join accounts a on a.id = m.account_id
             where u.id = :id
            """)
    abstract Optional<ModeratedRow> find(long id);

    /// Locks the user.
    @Query(
            """
            select u.id, m.account_id, u.username, u.email, u.phone, u.full_name, a.kind as role, u.status,
                   a.country, coalesce(a.audience_countries, '{}') as audience_countries,
                   a.unique_code, a.recruiter_id, coalesce(a.points, 0) as points,
                   coalesce(a.level, 1) as level, u.version, u.created_at, u.last_login_at
              from users u
              left join lateral (
                   select account_id from memberships
                    where user_id = u.id
                    order by role = 'owner' desc, created_at, account_id
                    limit 1) m on true
              left join accounts a on a.id = m.account_id
             where u.id = :id
               for update of u
            """)
    abstract Optional<ModeratedRow> lock(long id);

    @Query(
            """
            with owned as (
                select account_id as id from memberships where user_id = :user and role = 'owner')
            select (select count(*) from offers
                     where advertiser_id = any (array(select id from owned))) as offers,
                   (select count(*) from user_offers
                     where promoter_id = any (array(select id from owned))) as links,
                   (select coalesce(sum(gross), 0) from click_hourly
                     where promoter_id = any (array(select id from owned)) and hour >= :since)
                 + (select coalesce(sum(gross), 0) from click_hourly
                     where advertiser_id = any (array(select id from owned))
                       and hour >= :since) as clicks,
                   (select count(*) from conversions
                     where promoter_id = any (array(select id from owned))
                       and created_at >= :since and not is_claim)
                 + (select count(*) from conversions
                     where advertiser_id = any (array(select id from owned))
                       and created_at >= :since and not is_claim) as conversions
            """)
    abstract ActivityRow activity(long user, Instant since);
}
