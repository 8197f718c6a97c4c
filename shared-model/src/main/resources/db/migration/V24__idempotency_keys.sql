-- What became of the requests that clients named, so that one that is sent again isn't done again.

create table idempotency_keys (
    -- Who chose the key: user:17 or admin:3. Two of them may choose the same.
    owner        text        not null,
    key          text        not null,
    -- SHA-256 of method, address and body.
    request_hash bytea       not null,
    -- Null as long as the request is under way, or nobody knows how it ended.
    status       integer,
    -- Null if it was too long to keep.
    body         text,
    created_at   timestamptz not null default now(),
    primary key (owner, key),
    constraint idempotency_keys_owner_is_a_caller check (owner ~ '^(user|admin):[0-9]+$'),
    constraint idempotency_keys_key_has_1_to_200_characters check (length(key) between 1 and 200),
    constraint idempotency_keys_hash_is_sha_256 check (octet_length(request_hash) = 32),
    constraint idempotency_keys_keep_no_server_errors check (status between 200 and 499),
    constraint idempotency_keys_body_is_an_answers check (body is null or status is not null),
    constraint idempotency_keys_body_is_bounded check (octet_length(body) <= 65536)
);

-- Delete what is older than a day.
create index idempotency_keys_by_age on idempotency_keys (created_at);
