-- Every administrative change with its old and new value: append-only, and chained by hashes, so that a change made
-- past the triggers shows. Only the newest rows could be cut off unseen: keep a copy of the last hash elsewhere.

create table audit_log (
    id          bigint primary key,
    at          timestamptz not null,
    actor_kind  text        not null,
    actor_id    bigint,
    action      text        not null,
    object_type text        not null,
    object_id   text        not null,
    old_value   jsonb,
    new_value   jsonb,
    request_id  text,
    prev_hash   bytea       not null,
    hash        bytea       not null,
    -- The chain has no fork, even if it was written past the lock.
    constraint audit_log_has_one_successor_per_row unique (prev_hash),
    constraint audit_log_actor_is_known check (actor_kind in ('admin', 'user', 'system')),
    constraint audit_log_actor_has_an_id check ((actor_kind = 'system') = (actor_id is null)),
    constraint audit_log_action_is_named check (action ~ '^[a-z0-9_.-]{1,80}$'),
    constraint audit_log_object_type_is_named check (object_type ~ '^[a-z0-9_.-]{1,80}$'),
    constraint audit_log_hashes_are_sha256 check (length(prev_hash) = 32 and length(hash) = 32)
);

-- GET /api/admin/audit-logs?actor=
create index audit_log_of_actor on audit_log (actor_kind, actor_id, id);
-- GET /api/admin/audit-logs?object=: the history of one object.
create index audit_log_of_object on audit_log (object_type, object_id, id);
-- GET /api/admin/audit-logs?from&to
create index audit_log_by_time on audit_log using brin (at);

-- SHA-256 over the previous hash and everything the row says. A JSON array cannot read the same for two different
-- rows, and the time goes in as microseconds, so that no session setting changes the hash.
create function audit_log_hash(entry audit_log) returns bytea
    language sql stable
    return sha256(entry.prev_hash || convert_to(jsonb_build_array(
        entry.id, (extract(epoch from entry.at) * 1000000)::bigint, entry.actor_kind, entry.actor_id, entry.action,
        entry.object_type, entry.object_id, entry.old_value, entry.new_value, entry.request_id)::text, 'UTF8'));

-- Gives the row its number, time and hashes. The lock is held to the end of the transaction: who comes next sees
-- this row or, if it was rolled back, its predecessor.
create function chain_audit_log() returns trigger language plpgsql as $$
declare
    last audit_log;
begin
    perform pg_advisory_xact_lock(hashtextextended('audit_log', 0));
    select * into last from audit_log order by id desc limit 1;
    new.id := coalesce(last.id, 0) + 1;
    new.at := clock_timestamp();
    new.prev_hash := coalesce(last.hash, decode(repeat('00', 32), 'hex'));
    new.hash := audit_log_hash(new);
    return new;
end
$$;

create trigger audit_log_chain before insert on audit_log for each row execute function chain_audit_log();
create trigger audit_log_is_append_only before update or delete or truncate on audit_log
    for each statement execute function refuse_change();

-- Recomputes the chain and returns the number of the first row that does not fit, or null when all do.
create function audit_log_first_broken() returns bigint language sql stable as $$
    select min(id)
      from (select id, hash, prev_hash, audit_log_hash(l) as expected_hash,
                   lag(hash, 1, decode(repeat('00', 32), 'hex')) over (order by id) as expected_prev_hash,
                   row_number() over (order by id) as expected_id
              from audit_log l) as row
     where hash <> expected_hash or prev_hash <> expected_prev_hash or id <> expected_id
$$;
