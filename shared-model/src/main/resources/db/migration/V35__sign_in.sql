-- What a session has proven, how a refresh token is exchanged twice in ten seconds, and how a lost password is replaced.

-- Whether a second factor was proven in it, or an operator opened it. An administrator's session without can only enrol
-- one, where the second factor is required or enrolled.
alter table sessions add column second_factor boolean not null default false;

update sessions s set second_factor = true
  from admin_users a
 where a.id = s.admin_id and a.totp_enrolled_at is not null and s.revoked_at is null;

update sessions set expires_at = least(expires_at, created_at + interval '12 hours')
 where admin_id is not null and revoked_at is null;

-- With the token, which the client alone has, it gives the token's successor: a repeated exchange answers the same one.
-- Removed when the next token of the session is exchanged.
alter table refresh_tokens
    add column successor_salt bytea,
    add constraint refresh_tokens_salt_has_32_bytes check (length(successor_salt) = 32),
    add constraint refresh_tokens_salt_is_of_a_used_token check (successor_salt is null or used_at is not null);

-- A token that replaces a user's password once; a new one replaces the one before.
create table password_resets (
    user_id    bigint primary key references users,
    -- SHA-256 of the token; the token itself is kept nowhere.
    token_hash bytea       not null,
    expires_at timestamptz not null,
    constraint password_resets_hash_is_sha256 check (length(token_hash) = 32),
    constraint password_resets_hash_is_unique unique (token_hash)
);
