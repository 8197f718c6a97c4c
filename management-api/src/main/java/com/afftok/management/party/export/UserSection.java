package com.afftok.management.party.export;

import java.util.Locale;

/// The sections of an export about the user, in their order. Each is a statement whose rows are
/// JSON, for the id of the user.
///
/// No section has a hash, a secret, or the address or name of another person.
enum UserSection {
    USER(
            """
            select cast(row_to_json(r) as text) from (
                select id, username, email, email_verified_at, phone,
                       password_hash is not null as has_password, full_name, language, status,
                       last_login_at, created_at, updated_at
                  from users
                 where id = {0}) as r
            """),
    MEMBERSHIPS(
            """
            select cast(row_to_json(r) as text) from (
                select m.account_id, a.unique_code, a.kind, a.name, a.status, m.role, m.created_at,
                       m.last_used_at
                  from memberships m
                  join accounts a on a.id = m.account_id
                 where m.user_id = {0}
                 order by m.account_id) as r
            """),
    SESSIONS(
            """
            select cast(row_to_json(r) as text) from (
                select id, account_id, kind, second_factor, device, host(address) as address,
                       country, created_at, proven_at, last_used_at, expires_at, revoked_at, revoked_reason
                  from sessions
                 where user_id = {0}
                 order by created_at, id) as r
            """),
    /// The app and the recovery codes, without secret and hashes.
    SECOND_FACTOR(
            """
            select cast(row_to_json(r) as text) from (
                select f.enrolled_at, f.created_at,
                       (select count(*) from recovery_codes c
                         where c.factor_id = f.id and c.used_at is null) as recovery_codes_left
                  from second_factors f
                 where f.user_id = {0}) as r
            """),
    /// Accounts at providers that sign the user in.
    IDENTITIES(
            """
            select cast(row_to_json(r) as text) from (
                select id, issuer, subject, email, created_at, last_used_at
                  from identities
                 where user_id = {0}
                 order by id) as r
            """),
    IDENTITY_REQUESTS(
            """
            select cast(row_to_json(r) as text) from (
                select issuer, expires_at
                  from identity_requests
                 where user_id = {0}
                 order by expires_at) as r
            """),
    PASSKEYS(
            """
            select cast(row_to_json(r) as text) from (
                select id, name, sign_count, backup_eligible, backed_up, created_at, last_used_at
                  from passkeys
                 where user_id = {0}
                 order by id) as r
            """),
    PASSKEY_REQUESTS(
            """
            select cast(row_to_json(r) as text) from (
                select expires_at
                  from passkey_requests
                 where user_id = {0}
                 order by expires_at) as r
            """),
    /// In all accounts, without the secrets.
    API_KEYS(
            """
            select cast(row_to_json(r) as text) from (
                select id, account_id, name, scopes, created_at, expires_at, last_used_at
                  from api_keys
                 where user_id = {0}
                 order by id) as r
            """),
    CONSENTS(
            """
            select cast(row_to_json(r) as text) from (
                select document, version, given_at, withdrawn_at
                  from consents
                 where user_id = {0}
                 order by id) as r
            """),
    /// Tokens that were sent, without the tokens.
    PASSWORD_RESETS(
            """
            select cast(row_to_json(r) as text) from (
                select expires_at
                  from password_resets
                 where user_id = {0}) as r
            """),
    ADDRESS_PROOFS(
            """
            select cast(row_to_json(r) as text) from (
                select email, expires_at from address_proofs where user_id = {0}) as r
            """),
    MAIL_REQUESTS(
            """
            select cast(row_to_json(r) as text) from (
                select email, kind, language from mail_requests where user_id = {0} order by id) as r
            """),
    PHONE_CODES(
            """
            select cast(row_to_json(r) as text) from (
                select phone, country, attempts, created_at, expires_at, used_at
                  from otp_requests
                 where user_id = {0}
                 order by created_at) as r
            """),
    INVITATIONS_SENT(
            """
            select cast(row_to_json(r) as text) from (
                select account_id, role, created_at, expires_at
                  from invitations
                 where invited_by = {0}
                 order by id) as r
            """),
    /// To the address of the user, if it is confirmed.
    INVITATIONS_RECEIVED(
            """
            select cast(row_to_json(r) as text) from (
                select a.unique_code, a.kind, i.role, i.created_at, i.expires_at
                  from invitations i
                  join accounts a on a.id = i.account_id
                  join users u on lower(u.email) = lower(i.email) and u.email_verified_at is not null
                 where u.id = {0}
                 order by i.id) as r
            """),
    /// To the present address and number of the user. An unconfirmed address may be another
    /// person's: of that, the mails that ask for its confirmation.
    MAILS(
            """
            select cast(row_to_json(r) as text) from (
                select m.kind, m.channel, m.recipient, m.attempts, m.created_at, m.finished_at,
                       case when m.finished_at is null then 'waiting'
                            when m.error is null then 'sent' else 'given_up' end as state
                  from users u
                  join mails m
                    on lower(m.recipient) in (lower(u.email), u.phone) and m.created_at >= u.created_at
                   and (m.channel <> 'mail' or u.email_verified_at is not null
                        or m.kind = 'verify_address')
                 where u.id = {0}
                 order by m.id) as r
            """),
    REPEATABLE_REQUESTS(
            """
            select cast(row_to_json(r) as text) from (
                select k.key, k.status, k.created_at
                  from memberships m
                  join idempotency_keys k on k.owner = 'user:' || m.user_id || ':' || m.account_id
                 where m.user_id = {0}
                 order by k.created_at, k.key) as r
            """),
    /// What the user did, and what was done to the user. Old and new values of other objects may be
    /// about other persons, and the address of an actor is that actor's.
    AUDIT_LOG(
            """
            select cast(row_to_json(r) as text) from (
                select l.id, l.at, l.actor_kind as actor, l.action, l.object_type, l.object_id,
                       case when l.object_type = 'user' and l.object_id = cast({0} as text)
                            then l.old_value end as old_value,
                       case when l.object_type = 'user' and l.object_id = cast({0} as text)
                            then l.new_value end as new_value,
                       case when l.actor_kind = 'user' and l.actor_id = {0}
                            then host(l.ip_address) end as address,
                       case when l.actor_kind = 'user' and l.actor_id = {0}
                            then l.user_agent end as user_agent
                  from audit_log l
                 where (l.actor_kind = 'user' and l.actor_id = {0})
                    or (l.object_type = 'user' and l.object_id = cast({0} as text))
                 order by l.id) as r
            """);

    private final String query;

    UserSection(String query) {
        this.query = query;
    }

    String query() {
        return query;
    }

    /// The member of the document.
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// Whether it has exactly one row, and is no list.
    boolean isOne() {
        return this == USER;
    }
}
