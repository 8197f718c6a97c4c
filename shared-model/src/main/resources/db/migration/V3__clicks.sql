-- Clicks, the counts of clicks that the writer derives from inserted rows, and reviews of clicks.

create type click_bucket as enum ('valid', 'suspicious', 'duplicate', 'bot', 'fraud', 'geo_blocked', 'inactive');

-- No foreign keys: the link id is proven by its signature, and a batch must not be refused because of a missing
-- parent. The primary key makes repeated deliveries one row; partitioning requires clicked_at in it, which is a
-- part of click_id and adds no distinction.
create table clicks (
    advertiser_id bigint       not null,
    clicked_at    timestamptz  not null,
    click_id      uuid         not null,
    link_id       bigint       not null,
    offer_id      bigint       not null,
    promoter_id   bigint       not null,
    bucket        click_bucket not null,
    score         smallint     not null,
    rule_set      integer      not null,
    reasons       text[]       not null default '{}',
    country       text,
    device        text         not null,
    browser       text,
    os            text,
    address       inet,
    visitor       bigint       not null,
    user_agent    text,
    referrer      text,
    sub1          text,
    sub2          text,
    sub3          text,
    sub4          text,
    sub5          text,
    source        text,
    utm_source    text,
    utm_medium    text,
    utm_campaign  text,
    utm_term      text,
    utm_content   text,
    written_at    timestamptz  not null default now(),
    primary key (advertiser_id, click_id, clicked_at),
    constraint clicks_score_is_0_to_100 check (score between 0 and 100),
    constraint clicks_country_is_a_code check (country ~ '^[A-Z]{2}$'),
    constraint clicks_device_is_known check (device in ('unknown', 'desktop', 'mobile', 'tablet', 'tv', 'other'))
) partition by range (clicked_at);

-- Rows without a day partition, so that no click is refused for its time.
create table clicks_default partition of clicks default;

-- GET /api/clicks of a promoter, newest first (a click id begins with its time), and reports by columns of clicks
-- alone (browser, os, source, sub1-5). An advertiser's are found by the primary key.
create index clicks_of_promoter on clicks (promoter_id, click_id);
-- GET /api/admin/fraud: flagged and refused clicks by score.
create index clicks_by_score on clicks (score, click_id) where score >= 20;

-- Creates the missing partitions of a table for `days` UTC days from `from_day` on, and returns how many it created. Rows
-- of such a day in the default partition are moved in the same transaction, so that readers see each exactly once.
-- Concurrent calls run one after the other.
--
-- A concurrent insert of such a row that waits for the default partition is refused (check_violation) and must be
-- repeated. Inserts into existing day partitions are not blocked.
create function create_day_partitions(of_table text, key text, from_day date, days integer) returns integer
    language plpgsql as $$
declare
    made       integer := 0;
    day        date;
    partition  text;
    opens      timestamptz;
    closes     timestamptz;
begin
    if days is null or from_day is null or days not between 1 and 1000 then
        raise exception 'partitions are made for a day and 1 to 1000 days'
            using errcode = 'invalid_parameter_value';
    end if;
    -- Held to the end of the transaction, like the table locks below.
    perform pg_advisory_xact_lock(hashtextextended('partitions of ' || of_table, 0));
    for day in select from_day + step from generate_series(0, days - 1) as step loop
        partition := of_table || to_char(day, '"_"YYYY_MM_DD');
        continue when to_regclass(partition) is not null;
        opens := day::timestamp at time zone 'UTC';
        closes := (day + 1)::timestamp at time zone 'UTC';
        -- Attached rather than created in place, which does not block reads and writes of other partitions.
        execute format('lock table %I in share update exclusive mode', of_table);
        execute format('lock table %I in access exclusive mode', of_table || '_default');
        execute format('create table %I (like %I including defaults including constraints)', partition, of_table);
        execute format(
            'with moved as (delete from %I where %I >= $1 and %2$I < $2 returning *) insert into %I select * from moved',
            of_table || '_default', key, partition) using opens, closes;
        execute format('alter table %I attach partition %I for values from (%L) to (%L)',
                       of_table, partition, opens, closes);
        made := made + 1;
    end loop;
    return made;
end
$$;

-- Removes a part of the rows that are more than `days` days old, and returns the name of its partition, or null when no such
-- rows are left: up to `bite` rows of the default partition while it has any, then the oldest day partition. Repeat it until
-- it returns null, each time in a transaction of its own: a drop blocks readers and writers, so it takes two seconds at most.
-- If the caller's clock is ahead of the database's, the database's counts: a clock that is wrong by years drops nothing.
create function drop_day_partition(of_table text, key text, today date, days integer, bite integer default 10000)
    returns text
    language plpgsql as $$
declare
    deleted integer;
    oldest  text;
begin
    if days is null or today is null or days not between 2 and 10000 then
        raise exception 'partitions are kept for 2 to 10000 days' using errcode = 'invalid_parameter_value';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('partitions of ' || of_table, 0));
    execute format(
        'delete from %1$I where ctid = any (array(select ctid from %1$I where %2$I < $1 limit $2))',
        of_table || '_default', key)
        using least(today::timestamp at time zone 'UTC', now()) - days * interval '1 day', bite;
    get diagnostics deleted = row_count;
    if deleted > 0 then
        return of_table || '_default';
    end if;
    select c.relname
      into oldest
      from pg_inherits i
      join pg_class c on c.oid = i.inhrelid
     where i.inhparent = of_table::regclass
       and c.relname ~ ('^' || of_table || '_[0-9]{4}_[0-9]{2}_[0-9]{2}$')
       and to_date(right(c.relname, 10), 'YYYY_MM_DD') < least(today, (now() at time zone 'UTC')::date + 1) - days
     order by c.relname
     limit 1;
    if oldest is not null then
        execute format('drop table %I', oldest);
    end if;
    return oldest;
end
$$;

-- The services have no right to create or drop a table.
create function create_click_partitions(from_day date, days integer) returns integer
    language sql
    security definer set search_path = public, pg_temp
    -- A long read of the default partition must not make all others queue behind this lock.
    set lock_timeout = '10s'
    return create_day_partitions('clicks', 'clicked_at', from_day, days);

create function drop_click_partition(today date, days integer) returns text
    language sql
    security definer set search_path = public, pg_temp
    set lock_timeout = '2s'
    return drop_day_partition('clicks', 'clicked_at', today, days);

revoke execute on function create_click_partitions, drop_click_partition from public;

do $$
begin
    perform create_click_partitions((now() at time zone 'UTC')::date, 8);
end
$$;

-- Clicks per hour, link, country and device, for reports. fillfactor leaves room for HOT updates of the
-- current hour. Rows are never deleted: they are the only counts by time of clicks whose partitions were dropped. The
-- table has no partitions to drop, because narrower rollups, planned for the statistics, replace it.
create table click_hourly (
    advertiser_id bigint      not null,
    hour          timestamptz not null,
    link_id       bigint      not null,
    country       text        not null,
    device        text        not null,
    offer_id      bigint      not null,
    promoter_id   bigint      not null,
    gross         bigint      not null default 0,
    valid         bigint      not null default 0,
    suspicious    bigint      not null default 0,
    duplicate     bigint      not null default 0,
    bot           bigint      not null default 0,
    fraud         bigint      not null default 0,
    geo_blocked   bigint      not null default 0,
    inactive      bigint      not null default 0,
    uniques       bigint      not null default 0,
    primary key (advertiser_id, hour, link_id, country, device),
    constraint click_hourly_buckets_add_up
        check (gross = valid + suspicious + duplicate + bot + fraud + geo_blocked + inactive),
    constraint click_hourly_counts_are_not_negative
        check (least(valid, suspicious, duplicate, bot, fraud, geo_blocked, inactive, uniques) >= 0),
    constraint click_hourly_uniques_are_clicks check (uniques <= gross),
    constraint click_hourly_hour_is_whole check (date_trunc('hour', hour, 'UTC') = hour),
    constraint click_hourly_country_is_a_code_or_unknown check (country = '' or country ~ '^[A-Z]{2}$'),
    constraint click_hourly_device_is_known
        check (device in ('unknown', 'desktop', 'mobile', 'tablet', 'tv', 'other'))
) with (fillfactor = 80);

-- A promoter's reports and dashboard.
create index click_hourly_of_promoter on click_hourly (promoter_id, hour);
-- Administrators' reports over all advertisers; BRIN, because rows are stored in the order of time.
create index click_hourly_by_time on click_hourly using brin (hour) with (pages_per_range = 32);

-- Clicks per offer of all time, for the catalogue's statistics.
create table offer_counters (
    advertiser_id bigint not null,
    offer_id      bigint not null,
    gross         bigint not null default 0,
    valid         bigint not null default 0,
    suspicious    bigint not null default 0,
    duplicate     bigint not null default 0,
    bot           bigint not null default 0,
    fraud         bigint not null default 0,
    geo_blocked   bigint not null default 0,
    inactive      bigint not null default 0,
    primary key (advertiser_id, offer_id),
    constraint offer_counters_buckets_add_up
        check (gross = valid + suspicious + duplicate + bot + fraud + geo_blocked + inactive),
    constraint offer_counters_are_not_negative
        check (least(valid, suspicious, duplicate, bot, fraud, geo_blocked, inactive) >= 0)
) with (fillfactor = 50);

-- Billable clicks per link of all time, for lists of links. Updated by the writer in the transaction of the clicks.
create table link_counters (
    advertiser_id bigint not null,
    link_id       bigint not null,
    billable      bigint not null,
    primary key (advertiser_id, link_id),
    constraint link_counters_are_not_negative check (billable >= 0)
) with (fillfactor = 50);

-- Visitors per link and day, so that click_hourly.uniques counts each once per UTC day. The writer adds a row for the
-- first billable click; the key refuses the others.
--
-- Rows are needed while clicks of their day may arrive. 16 partitions are reused in turn by days, so that none has to
-- be created and old days are truncated without blocking writers.
create table click_visitors (
    advertiser_id bigint   not null,
    link_id       bigint   not null,
    visitor       bigint   not null,
    day           integer  not null, -- since 1970-01-01, UTC
    slot          smallint not null,
    -- The time of the visitor's last counted click on the link, and the counted clicks of this day. If two edges serve
    -- clicks simultaneously without knowing of each other, the writer of the second click finds the first, and they
    -- count once.
    counted_at    bigint, -- milliseconds since 1970; null: not known
    counted       integer  not null default 1,
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

-- Removes visitors of days more than a week ago, and returns how many partitions it truncated. The days from today -
-- 7 to today + 1 remain (an edge's clock may be ahead). A click written later counts as its visitor's first of its
-- day.
create function forget_click_visitors() returns integer
    language plpgsql
    -- The services have no right to truncate.
    security definer set search_path = public, pg_temp
    set lock_timeout = '10s'
as $$
declare
    today   date    := (now() at time zone 'UTC')::date;
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

revoke execute on function forget_click_visitors from public;

-- Reviews of clicks. For money, a review takes precedence over the click's bucket; the click, rollups and counters
-- keep the bucket.
create table click_reviews (
    advertiser_id bigint      not null references accounts,
    click_id      uuid        not null,
    decision      text        not null,
    reason        text        not null,
    decided_by    bigint      not null references admin_users,
    decided_at    timestamptz not null default now(),
    primary key (advertiser_id, click_id),
    constraint click_reviews_decision_is_known check (decision in ('approved', 'refused')),
    constraint click_reviews_reason_has_1_to_500_characters check (length(reason) between 1 and 500)
);

-- The advisory lock of a click: shared by reports of its sales, exclusive for its review, so that no sale is recorded
-- during a review. It is acquired before any conversion is locked.
create function click_lock(click uuid) returns bigint
    language sql immutable strict parallel safe
    return hashtextextended(click::text, 23);

-- Events in a browser on a shop's pages after a click, per hour and link. They contain no visitor and are not paid. They
-- are counted in memory; an edge that crashes loses unwritten ones. Rows are never deleted, for the same reason as those
-- of click_hourly.
create table pixel_hourly (
    advertiser_id bigint      not null,
    hour          timestamptz not null,
    link_id       bigint      not null,
    event         text        not null,
    offer_id      bigint      not null,
    promoter_id   bigint      not null,
    count         bigint      not null,
    primary key (advertiser_id, hour, link_id, event),
    constraint pixel_hourly_hour_is_whole check (date_trunc('hour', hour, 'UTC') = hour),
    constraint pixel_hourly_event_is_known
        check (event in ('page_view', 'view_content', 'search', 'add_to_cart', 'begin_checkout', 'lead', 'sign_up',
                         'subscribe', 'other')),
    constraint pixel_hourly_count_is_positive check (count > 0)
) with (fillfactor = 50);

-- Reports by promoter and by offer.
create index pixel_hourly_of_promoter on pixel_hourly (promoter_id, hour);
-- GET /api/links/{id}: one link's statistics.
create index pixel_hourly_of_link on pixel_hourly (link_id, hour);
