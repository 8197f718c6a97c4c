-- Clicks, one row each, what the writer counts from the rows that it really inserted, and what people decide about them.

create type click_bucket as enum ('valid', 'suspicious', 'duplicate', 'bot', 'fraud', 'geo_blocked', 'inactive');

-- No foreign keys: the link id is proven by its signature, and a batch must never be refused because a parent is
-- gone. The primary key is what makes a click that is delivered twice one row; clicked_at is in it because the
-- partitioning demands it, and is itself a part of click_id, so that it adds no way to be different.
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

-- Takes what no day partition takes, so that a click is never refused for its time.
create table clicks_default partition of clicks default;

-- GET /api/clicks of a promoter, newest first (a click id begins with its time), and reports by what only the click
-- has (browser, os, source, sub1-5). An advertiser's are found by the primary key.
create index clicks_of_promoter on clicks (promoter_id, click_id);
-- GET /api/admin/fraud: flagged and refused clicks by score.
create index clicks_by_score on clicks (score, click_id) where score >= 20;

-- Makes the partitions of a table that are missing for `days` UTC days from `from_day` on and returns how many it made.
-- Rows of such a day that wait in the default partition move into the new one in the same transaction, so that no reader
-- sees them twice or not at all. Callers run one after the other; what exists is left alone.
--
-- An insert that was waiting for the default partition meanwhile, with a row of the new day, is refused (check_violation)
-- and has to be repeated. Inserts of days that have their partition are not held up.
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
        -- Attached rather than created in place: that keeps reads and writes of the other partitions going.
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

-- Drops the oldest partition of a table whose day is more than `days` days ago and returns its name, or null when there is
-- none. One at a time, and within two seconds or not at all, because whoever comes meanwhile waits as long. Of the rows in
-- the default partition, ten thousand that are as old are deleted. The time is the database's where the caller's is ahead of
-- it: a clock that is wrong by years drops nothing.
create function drop_day_partition(of_table text, key text, today date, days integer) returns text
    language plpgsql as $$
declare
    oldest text;
begin
    if days is null or today is null or days not between 2 and 10000 then
        raise exception 'partitions are kept for 2 to 10000 days' using errcode = 'invalid_parameter_value';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('partitions of ' || of_table, 0));
    execute format(
        'delete from %1$I where ctid = any (array(select ctid from %1$I where %2$I < $1 limit 10000))',
        of_table || '_default', key)
        using least(today::timestamp at time zone 'UTC', now()) - days * interval '1 day';
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

-- The services have no right to make or drop a table.
create function create_click_partitions(from_day date, days integer) returns integer
    language sql
    security definer set search_path = public, pg_temp
    -- A report that holds the default partition open must not queue up everybody else behind this.
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

-- Clicks per hour, link, country and device: what reports read. fillfactor leaves room for the updates of the
-- current hour to stay on their page and out of the indexes.
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
-- Administrators' reports over all advertisers; rows are stored in the order of time, which is all BRIN needs.
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

-- Clicks per link of all time that are billable, so that a list of links sums up no history. Added to by the writer, in
-- the transaction of the clicks.
create table link_counters (
    advertiser_id bigint not null,
    link_id       bigint not null,
    billable      bigint not null,
    primary key (advertiser_id, link_id),
    constraint link_counters_are_not_negative check (billable >= 0)
) with (fillfactor = 50);

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
    -- When a visitor's click on the link counted last, and how often on this day, so that two clicks that two edges
    -- served at the same moment, neither knowing of the other, count once: the writer of the second one finds the first.
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

-- Forgets visitors of days more than a week ago and returns how many partitions it emptied. What stays: the days from
-- today - 7 to today + 1 (an edge's clock may be ahead). A click that is written later than that counts as its
-- visitor's first of its day once more.
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

-- What a person decided of a click after the rules had. It goes before the click's bucket where money is concerned,
-- and nowhere else: row, rollups and counters keep saying what the visitor got.
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

-- The advisory lock that a report of a sale shares and the review of its click has alone, so that no sale gets past a
-- review that is being made. It is taken before any conversion is locked.
create function click_lock(click uuid) returns bigint
    language sql immutable strict parallel safe
    return hashtextextended(click::text, 23);

-- How often something happened in a browser on a shop's pages after a click, per hour and link. Nothing is known of who it
-- was, and nothing is paid for it: it is counted in memory, and an edge that is killed loses what it hasn't written.
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
