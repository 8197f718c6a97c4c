-- Grants the services' role its rights. It owns nothing, so it can neither change the schema nor disable a trigger.
-- Every migration run ends with this function, so a new table needs no grant.
--
-- The role reads and writes rows, and reads views. What refuse_change refuses without a condition is not granted either, and
-- nothing is truncated. What needs more is a function that runs with the rights of the owner (security definer).
create function grant_service_rights(app text) returns void
    language plpgsql set search_path = public, pg_temp as $rights$
declare
    need record;
begin
    -- With a single role, it owns everything.
    if app = current_user then
        return;
    end if;
    if not exists (select from pg_roles where rolname = app) then
        raise exception 'the role % does not exist', app
            using errcode = 'undefined_object', hint = 'Create it, with a password and no other right.';
    end if;
    -- Concurrent grants would conflict in the catalogue.
    perform pg_advisory_xact_lock(hashtextextended('rights of the services', 0));
    if not has_schema_privilege(app, 'public', 'usage') then
        execute format('grant usage on schema public to %I', app);
    end if;
    -- Before PostgreSQL 15, all roles may create tables in this schema.
    if has_schema_privilege(app, 'public', 'create') then
        revoke create on schema public from public;
    end if;
    for need in
        select c.oid::regclass as what, privilege, wanted
          from pg_class c
         cross join (values ('select', 0), ('insert', 4), ('delete', 8), ('update', 16), ('truncate', 32))
                as p (privilege, event)
         cross join lateral (
               select case
                          when relkind = 'v'
                              or relname in ('flyway_schema_history', 'audit_log_head', 'account_balances',
                                             'open_postings', 'referral_earnings')
                          then privilege = 'select'
                          when privilege = 'truncate' then false
                          else not exists (
                              select from pg_trigger t
                               where t.tgrelid = c.oid and t.tgfoid = 'refuse_change'::regproc and t.tgqual is null
                                 and t.tgtype & event <> 0)
                      end) as d (wanted)
         -- Partitions are reached through their table.
         where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v') and not c.relispartition
           and has_table_privilege(app, c.oid, privilege) <> wanted
    loop
        execute format(case when need.wanted then 'grant %s on %s to %I' else 'revoke %s on %s from %I' end,
                       need.privilege, need.what, app);
    end loop;
    for need in
        select c.oid::regclass as what
          from pg_class c
         where c.relnamespace = 'public'::regnamespace
           -- case, not and: has_sequence_privilege fails for anything but a sequence.
           and case when c.relkind = 'S' then not has_sequence_privilege(app, c.oid, 'usage') end
    loop
        execute format('grant usage on sequence %s to %I', need.what, app);
    end loop;
    for need in
        select p.oid::regprocedure as what
          from pg_proc p
         where p.pronamespace = 'public'::regnamespace and p.prosecdef and p.prorettype <> 'trigger'::regtype
           and not has_function_privilege(app, p.oid, 'execute')
    loop
        execute format('grant execute on function %s to %I', need.what, app);
    end loop;
end
$rights$;
