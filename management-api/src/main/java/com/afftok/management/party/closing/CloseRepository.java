package com.afftok.management.party.closing;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;

/// The statements that close a user and its accounts: all that is removed, and nothing else.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CloseRepository extends GenericRepository<ClosingRow, Long> {

    /// Locks a user, as a sign-in or a ban does, before its accounts.
    @Query("update users set version = version where id = :user")
    int lock(long user);

    @Query(
            """
            select id, username, email, email_verified_at is not null as email_verified, language,
                   status, version
              from users
             where id = :user
            """)
    Optional<ClosingRow> find(long user);

    /// The accounts of which the user is a member, in the order in which they are locked.
    @Query("select account_id from memberships where user_id = :user order by account_id")
    List<Long> accounts(long user);

    @Query(
            """
            select a.id, a.unique_code, a.status, m.role,
                   (select count(*) from memberships o
                     where o.account_id = a.id and o.user_id <> :user) as others,
                   (select count(*) from memberships o
                      join users u on u.id = o.user_id
                     where o.account_id = a.id and o.user_id <> :user and o.role = 'owner'
                       and u.status = 'active') as other_owners
              from memberships m
              join accounts a on a.id = m.account_id
             where m.user_id = :user
             order by a.id
            """)
    List<StandingRow> standings(long user);

    /// What the books say that an account has, or owes.
    @Query(
            """
            select account as part, currency, sum(amount) as amount
              from ledger_postings
             where owner_id = :owner and account not in ('paid_out', 'tax_withheld')
             group by account, currency
            having sum(amount) <> 0
             order by account, currency
            """)
    List<BalanceRow> balances(long owner);

    @Query(
            """
            update accounts
               set status = 'closed', name = null, country = 'ZZ', audience_countries = '{}',
                   payout_details = null, payout_usable_from = null, version = version + 1
             where id = :account
            """)
    void closeAccount(long account);

    @Query(
            """
            update user_offers set status = 'archived', status_reason = null, version = version + 1
             where promoter_id = :account and (status <> 'archived' or status_reason is not null)
            """)
    void archiveLinks(long account);

    @Query(
            """
            update coupons set status = 'archived', version = version + 1
             where (promoter_id = :account or advertiser_id = :account) and status <> 'archived'
            """)
    void archiveCoupons(long account);

    @Query(
            """
            update offers set status = 'archived', version = version + 1
             where advertiser_id = :account and status <> 'archived'
            """)
    void archiveOffers(long account);

    @Query(
            """
            delete from offer_proposals
             where offer_id in (select id from offers where advertiser_id = :account)
            """)
    void removeProposals(long account);

    /// Deliveries that wait for the webhooks expire within a day.
    @Query(
            """
            update webhooks
               set status = 'archived', url = 'https://closed.invalid/', secret = null,
                   previous_secret = null, previous_secret_until = null, version = version + 1
             where account_id = :account
            """)
    void silenceWebhooks(long account);

    /// Payouts that were requested before keep their own destination.
    @Query(
            """
            update payout_methods set destination = null, removed_at = now()
             where promoter_id = :account and removed_at is null
            """)
    void removePayoutMethods(long account);

    /// Those from whose payouts tax was withheld stay, as the tax office requires.
    @Query(
            """
            delete from tax_profiles
             where promoter_id = :account
               and not exists (select from payouts where promoter_id = :account and withheld > 0)
            """)
    void removeTaxProfiles(long account);

    @Query(
            """
            update payout_schedules
               set every = 'none', day = null, method_id = null, next_on = null, version = version + 1
             where promoter_id = :account and every <> 'none'
            """)
    void endPayoutSchedules(long account);

    /// Statements keep their figures.
    @Query(
            """
            delete from statement_names
             where statement_id in (select id from statements where promoter_id = :account)
            """)
    void removeNamesOfStatements(long account);

    @Query("delete from postback_secrets where advertiser_id = :account")
    void removeSecrets(long account);

    @Query("delete from invitations where account_id = :account")
    void removeInvitations(long account);

    @Query("delete from api_keys where user_id = :user")
    void removeKeys(long user);

    @Query("delete from identities where user_id = :user")
    void removeIdentities(long user);

    @Query("delete from identity_requests where user_id = :user")
    void removeIdentityRequests(long user);

    @Query("delete from passkeys where user_id = :user")
    void removePasskeys(long user);

    @Query("delete from passkey_requests where user_id = :user")
    void removePasskeyRequests(long user);

    /// Also removes the recovery codes.
    @Query("delete from second_factors where user_id = :user")
    void removeSecondFactor(long user);

    /// Also removes the refresh tokens.
    @Query("delete from sessions where user_id = :user")
    void removeSessions(long user);

    @Query(
            """
            delete from mail_requests where user_id = :user or lower(email) = lower(:address)
            """)
    void removeMailRequests(long user, String address);

    /// Removes what was answered to requests with an idempotency key.
    ///
    /// @param owner the user in an account, as idempotency keys name it
    @Query("delete from idempotency_keys where owner = :owner")
    void removeAnswers(String owner);

    @Query(
            """
            update users
               set username = 'closed-' || id, email = null, email_verified_at = null, phone = null,
                   password_hash = null, full_name = 'closed', language = 'en', last_login_at = null,
                   passkey_handle = null,
                   status = 'closed', version = version + 1
             where id = :user
            """)
    void closeUser(long user);
}
