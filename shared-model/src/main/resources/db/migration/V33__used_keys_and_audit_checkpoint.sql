-- Whether what a named request writes was committed. Set in that transaction, so that both are true or neither.
alter table idempotency_keys
    add column used boolean not null default false;

update idempotency_keys set used = true where status < 400;

alter table idempotency_keys
    -- A refusal is an answer, too; it writes nothing.
    add constraint idempotency_keys_success_was_written check (used or status is null or status >= 400);

-- How far the chain of the audit log was found intact, so that a verification goes on from there. Entries up to
-- `checked` were all recomputed at least once; `again` is up to where they were recomputed once more.
create table audit_log_checkpoint (
    one     boolean primary key default true,
    checked bigint not null,
    hash    bytea  not null,
    again   bigint not null,
    constraint audit_log_has_one_checkpoint check (one),
    constraint audit_log_checkpoint_is_in_order check (again between 0 and checked),
    constraint audit_log_checkpoint_hash_is_sha256 check (length(hash) = 32)
);

create trigger audit_log_checkpoint_stays before delete or truncate on audit_log_checkpoint
    for each statement execute function refuse_change();

-- Recomputes a piece of the chain, as it follows what comes before it: returns the number of the first entry that does
-- not fit, or that is missing, or null when all do.
create function audit_log_first_broken(first bigint, last bigint) returns bigint language sql stable as $$
    select min(id)
      from (select id
              from (select id, hash, prev_hash, audit_log_hash(l) as expected_hash,
                           lag(hash, 1, coalesce((select hash from audit_log where id = first - 1),
                                                 decode(repeat('00', 32), 'hex'))) over (order by id) as expected_prev_hash,
                           first - 1 + row_number() over (order by id) as expected_id
                      from audit_log l
                     where id between first and last) as row
             where hash <> expected_hash or prev_hash <> expected_prev_hash or id <> expected_id
            union all
            select coalesce(max(id), first - 1) + 1
              from audit_log
             where id between first and last
            having coalesce(max(id), first - 1) < last) as broken
$$;

-- What can be told of the chain without recomputing it: whether it begins with the first entry, ends with the head, and
-- has at the checkpoint what was there. Returns as above.
create function audit_log_ends_broken() returns bigint language sql stable as $$
    select min(id)
      from (select min(id) as id from audit_log where id < 1
            union all
            select l.id from audit_log l join audit_log_head h on h.newest = l.id where h.hash <> l.hash
            union all
            select min(id) from audit_log where id > coalesce((select newest from audit_log_head), 0)
            union all
            select coalesce(max(id), 0) + 1 from audit_log
            having coalesce(max(id), 0)
                   < greatest(coalesce((select newest from audit_log_head), 0),
                              (select checked from audit_log_checkpoint))
            union all
            select l.id from audit_log l join audit_log_checkpoint c on c.checked = l.id where c.hash <> l.hash) as broken
$$;
