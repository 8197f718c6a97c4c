package com.afftok.management.sale.webhook;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about webhooks. Archived webhooks are not found.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface WebhookRepository extends GenericRepository<WebhookRow, Long> {

    @Query(
            """
            select id, kind, url, events, offer_id, status, consecutive_failures, paused_at,
                   resting_until,
                   case when previous_secret_until > now() then previous_secret_until end
                       as previous_secret_until,
                   version, created_at, updated_at
              from webhooks
             where account_id = :account and status <> 'archived'
             order by id desc
            """)
    List<WebhookRow> list(long account);

    @Query(
            """
            select id, kind, url, events, offer_id, status, consecutive_failures, paused_at,
                   resting_until,
                   case when previous_secret_until > now() then previous_secret_until end
                       as previous_secret_until,
                   version, created_at, updated_at
              from webhooks
             where account_id = :account and id = :id and status <> 'archived'
            """)
    Optional<WebhookRow> find(long account, long id);

    /// Locks the account against concurrent creation and tests of webhooks, until the end of the
    /// transaction.
    @Query(
            "select cast(pg_advisory_xact_lock(hashtextextended('webhooks', :account)) as text) as locked")
    String lock(long account);

    @Query("select count(*) from webhooks where account_id = :account and status <> 'archived'")
    int count(long account);

    /// Whether the account owns the offer or has a link to it.
    @Query(
            """
            select exists (select from offers where id = :offer and advertiser_id = :account)
                or exists (select from user_offers where offer_id = :offer and promoter_id = :account)
            """)
    boolean isOfferOf(long account, long offer);

    /// Inserts a webhook.
    ///
    /// @param sealed the secret; empty if it has none
    /// @param events an array in the notation of PostgreSQL, such as `{click}`
    /// @return its id
    @Query(
            """
            with made as (
                insert into webhooks (account_id, offer_id, kind, url, secret, events)
                values (:account, :offer, :kind, :url, nullif(:sealed, cast('' as bytea)),
                        cast(:events as text[]))
                returning id)
            select id from made
            """)
    long add(
            long account,
            @Nullable Long offer,
            String kind,
            String url,
            byte[] sealed,
            String events);

    /// Changes the columns whose parameter is not null. A webhook that becomes active or gets
    /// another URL starts without failures.
    ///
    /// @return how many were changed: none if the version differs
    @Query(
            """
            update webhooks
               set url = coalesce(cast(:url as text), url),
                   events = coalesce(cast(:events as text[]), events),
                   status = coalesce(cast(:status as text), status),
                   paused_at = case coalesce(cast(:status as text), status)
                                    when 'paused' then coalesce(paused_at, now()) end,
                   consecutive_failures =
                       case when cast(:status as text) = 'active' or cast(:url as text) <> url
                            then 0 else consecutive_failures end,
                   resting_until =
                       case when cast(:status as text) = 'active' or cast(:url as text) <> url
                            then null else resting_until end,
                   version = version + 1
             where account_id = :account and id = :id and status <> 'archived' and version = :version
            """)
    int change(
            long account,
            long id,
            int version,
            @Nullable String url,
            @Nullable String events,
            @Nullable String status);

    /// Replaces the secret. The previous one signs too, for a day.
    ///
    /// @return how many were changed: none if there is no such webhook, or it is a template
    @Query(
            """
            update webhooks
               set previous_secret = secret, previous_secret_until = now() + interval '24 hours',
                   secret = :sealed, version = version + 1
             where account_id = :account and id = :id and kind = 'webhook' and status <> 'archived'
            """)
    int changeSecret(long account, long id, byte[] sealed);

    /// Removes the previous secret, so that the present one signs alone.
    ///
    /// @return how many were changed: none if there is no such webhook
    @Query(
            """
            update webhooks
               set previous_secret = null, previous_secret_until = null,
                   version = version + 1
             where account_id = :account and id = :id and status <> 'archived'
            """)
    int dropPreviousSecret(long account, long id);

    /// Archives a webhook.
    ///
    /// @return how many were archived
    @Query(
            """
            update webhooks
               set status = 'archived', previous_secret = null, previous_secret_until = null,
                   version = version + 1
             where account_id = :account and id = :id and status <> 'archived'
            """)
    int archive(long account, long id);

    /// Ends the rest after failures, so that waiting deliveries are due.
    @Query(
            """
            update webhooks set resting_until = null
             where account_id = :account and id = :id and resting_until is not null
            """)
    void endRest(long account, long id);

    /// Inserts a test event and its delivery.
    ///
    /// @param data the payload, as JSON
    /// @return the id of the delivery; null while an earlier test waits
    @Query(
            """
            select test_webhook(id, cast(:data as jsonb)) from webhooks
             where account_id = :account and id = :id
            """)
    @Nullable Long test(long account, long id, String data);
}
