-- Where an audited change came from, when somebody last signed in, and from when on a payout destination may be used.

-- The client's address as IP_STORAGE says (truncated unless it is `full`), and what its program calls itself.
alter table audit_log
    add column ip_address inet,
    add column user_agent text,
    add constraint audit_log_user_agent_is_short check (length(user_agent) between 1 and 300);

-- An entry without both hashes as it did before there were these columns, so that older entries still verify. An
-- array of twelve never reads like one of ten: adding or removing either shows.
create or replace function audit_log_hash(entry audit_log) returns bytea
    language sql stable
    return sha256(entry.prev_hash || convert_to((jsonb_build_array(
        entry.id, (extract(epoch from entry.at) * 1000000)::bigint, entry.actor_kind, entry.actor_id, entry.action,
        entry.object_type, entry.object_id, entry.old_value, entry.new_value, entry.request_id)
        || case when num_nonnulls(entry.ip_address, entry.user_agent) = 0 then '[]'::jsonb
                else jsonb_build_array(entry.ip_address, entry.user_agent) end)::text, 'UTF8'));

alter table users
    add column last_login_at timestamptz,
    -- A changed destination is paid to from then on; null: at once.
    add column payout_usable_from timestamptz;

alter table admin_users add column last_login_at timestamptz;
