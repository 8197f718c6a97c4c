-- Sign-in by phone: codes that are sent to numbers.

create table otp_requests (
    -- SHA-256 of the request's token, which is not stored.
    token_hash bytea primary key,
    phone      text        not null,
    country    text        not null,
    -- SHA-256 of token and code. Without the token, trying all codes reveals nothing.
    code_hash  bytea       not null,
    -- The signed-in user who wants to have the number; null: somebody who wants to sign in.
    user_id    bigint references users,
    -- The keyed hash of the client's address.
    client     text        not null,
    -- Whether the number's owner had signed in from there: such requests are counted apart.
    by_owner   boolean     not null,
    attempts   integer     not null default 0,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    -- When the right code was given. A code works once.
    used_at    timestamptz,
    constraint otp_requests_token_hash_is_sha256 check (length(token_hash) = 32),
    constraint otp_requests_phone_is_a_number check (phone ~ '^[+][1-9][0-9]{6,14}$'),
    constraint otp_requests_country_is_a_code check (country ~ '^[A-Z]{2}$'),
    constraint otp_requests_code_hash_is_sha256 check (length(code_hash) = 32),
    constraint otp_requests_client_is_a_key check (client ~ '^[0-9a-f]{16}$'),
    constraint otp_requests_have_three_attempts check (attempts between 0 and 3),
    constraint otp_requests_expire_after_they_begin check (expires_at > created_at),
    constraint otp_requests_are_used_by_an_attempt check (used_at is null or attempts > 0)
);

-- The requests for a number in the last day.
create index otp_requests_of_phone on otp_requests (phone, created_at);
-- The requests of a user in the last hour.
create index otp_requests_of_user on otp_requests (user_id, created_at) where user_id is not null;
-- Delete old requests.
create index otp_requests_by_age on otp_requests (created_at);

-- How many codes were sent on a UTC day, for the numbers of a country, and in total.
create table otp_days (
    -- Its beginning.
    day      timestamptz not null,
    -- Empty: all countries.
    country  text        not null,
    requests integer     not null default 0,
    -- Those of them that were not for a user's number.
    others   integer     not null default 0,
    primary key (day, country),
    constraint otp_days_begin_at_midnight check (day = date_trunc('day', day, 'UTC')),
    constraint otp_days_country_is_a_code check (country ~ '^([A-Z]{2})?$'),
    constraint otp_days_others_are_some_of_them check (others between 0 and requests)
);

-- A token that proves that its holder received a code at a number of no user. It registers a user once.
create table phone_tokens (
    -- SHA-256 of the token, which is not stored.
    token_hash bytea primary key,
    phone      text        not null,
    expires_at timestamptz not null,
    constraint phone_tokens_hash_is_sha256 check (length(token_hash) = 32),
    constraint phone_tokens_phone_is_a_number check (phone ~ '^[+][1-9][0-9]{6,14}$')
);

-- Delete expired tokens.
create index phone_tokens_by_expiry on phone_tokens (expires_at);
