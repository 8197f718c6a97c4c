-- Who clicked which link on which day, so that click_hourly.uniques counts each visitor of a link once a UTC day. The
-- writer adds a row for the first billable click and lets the key refuse the others.
--
-- Rows are of use for as long as clicks of their day may still come. They lie in 16 partitions that days take in turn,
-- so that none has to be made ahead and old days are truncated away without touching what writers use.
create table click_visitors (
    advertiser_id bigint   not null,
    link_id       bigint   not null,
    visitor       bigint   not null,
    day           integer  not null, -- since 1970-01-01, UTC
    slot          smallint not null,
    primary key (advertiser_id, link_id, visitor, day, slot),
    constraint click_visitors_slot_is_the_days check (slot = day % 16)
) partition by list (slot);

do $$
begin
    for slot in 0..15 loop
        execute format('create table click_visitors_%s partition of click_visitors for values in (%s)', slot, slot);
    end loop;
end
$$;

-- Forgets visitors of days more than a week ago and returns how many partitions it emptied. What stays: the days from
-- today - 7 to today + 1 (an edge's clock may be ahead). A click that is written later than that counts as its
-- visitor's first of its day once more.
create function forget_click_visitors(today date) returns integer
    language plpgsql
    set lock_timeout = '10s'
as $$
declare
    emptied integer := 0;
    used    boolean;
    old     integer;
begin
    for ahead in 2..8 loop
        old := (today + ahead - date '1970-01-01') % 16;
        execute format('select exists (select from click_visitors_%s)', old) into used;
        continue when not used;
        execute format('truncate click_visitors_%s', old);
        emptied := emptied + 1;
    end loop;
    return emptied;
end
$$;
