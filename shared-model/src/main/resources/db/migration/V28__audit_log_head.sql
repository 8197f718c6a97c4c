-- Which entry of the audit log is the newest, so that a verification notices when the newest ones are cut off or
-- replaced. Who owns the database can change both: only a number and hash that are kept elsewhere prove the end.

create table audit_log_head (
    one    boolean primary key default true,
    newest bigint not null,
    hash   bytea  not null,
    constraint audit_log_has_one_head check (one)
);

insert into audit_log_head (newest, hash) select id, hash from audit_log order by id desc limit 1;

create trigger audit_log_head_stays before delete or truncate on audit_log_head
    for each statement execute function refuse_change();

-- In the transaction of the entry, which holds the lock of the chain.
create function keep_audit_log_head() returns trigger language plpgsql as $$
begin
    insert into audit_log_head (newest, hash) values (new.id, new.hash)
        on conflict (one) do update set newest = excluded.newest, hash = excluded.hash;
    return null;
end
$$;

create trigger audit_log_head after insert on audit_log for each row execute function keep_audit_log_head();

-- Recomputes the chain and compares its end with the head: returns the number of the first entry that does not fit, or
-- that is missing, or null when all do.
create or replace function audit_log_first_broken() returns bigint language sql stable as $$
    select min(id)
      from (select id
              from (select id, hash, prev_hash, audit_log_hash(l) as expected_hash,
                           lag(hash, 1, decode(repeat('00', 32), 'hex')) over (order by id) as expected_prev_hash,
                           row_number() over (order by id) as expected_id
                      from audit_log l) as row
             where hash <> expected_hash or prev_hash <> expected_prev_hash or id <> expected_id
            union all
            select l.id from audit_log l join audit_log_head h on h.newest = l.id where h.hash <> l.hash
            union all
            select min(id) from audit_log where id > coalesce((select newest from audit_log_head), 0)
            union all
            select coalesce(max(id), 0) + 1 from audit_log
            having coalesce(max(id), 0) < coalesce((select newest from audit_log_head), 0)) as broken
$$;
