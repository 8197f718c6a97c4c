package com.afftok.management.sale.webhook;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The statements about webhooks; those that are archived are nobody's any more.
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

    /// Lets nobody else make or test webhooks of this user until the transaction ends.
    @Query(
            "select cast(pg_advisory_xact_lock(hashtextextended('webhooks', :account)) as text) as locked")
    String lock(long account);

    @Query("select count(*) from webhooks where account_id = :account and status <> 'archived'")
    int count(long account);

    /// Whether a user has to do with an offer: owns it, or has a link to it.
    @Query(
            """
            select exists (select from offers where id = :offer and advertiser_id = :account)
                or exists (select from user_offers where offer_id = :offer and promoter_id = :account)
            """)
    boolean isOfferOf(long account, long offer);

    /// Keeps a webhook and returns its id.
    ///
    /// @param sealed the secret; empty for none
    /// @param events as the database writes a list, such as `{click}`
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

    /// Changes what is not null. A webhook that is made active, or leads elsewhere, begins without
    /// failures.
    ///
    /// @return how many were changed: none if it is another version by now
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

    /// Puts a secret in the place of the one before, which signs beside it for a day more.
    ///
    /// @return how many got it: none if there is no such webhook, or it isn't one that signs
    @Query(
            """
            update webhooks
               set previous_secret = secret, previous_secret_until = now() + interval '24 hours',
                   secret = :sealed, version = version + 1
             where account_id = :account and id = :id and kind = 'webhook' and status <> 'archived'
            """)
    int changeSecret(long account, long id, byte[] sealed);

    /// Has a webhook sign with its newest secret alone.
    ///
    /// @return how many do so now: none if there is no such webhook
    @Query(
            """
            update webhooks
               set previous_secret = null, previous_secret_until = null,
                   version = version + 1
             where account_id = :account and id = :id and status <> 'archived'
            """)
    int dropPreviousSecret(long account, long id);

    /// Archives one.
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

    /// Has what waits tried now.
    @Query(
            """
            update webhooks set resting_until = null
             where account_id = :account and id = :id and resting_until is not null
            """)
    void endRest(long account, long id);

    /// Makes a test event and its delivery.
    ///
    /// @param data JSON
    /// @return the delivery; null while an earlier test waits
    @Query(
            """
            select test_webhook(id, cast(:data as jsonb)) from webhooks
             where account_id = :account and id = :id
            """)
    @Nullable Long test(long account, long id, String data);
}
