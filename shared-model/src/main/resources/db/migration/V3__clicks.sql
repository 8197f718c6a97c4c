-- Clicks, one row each, and the counts that the writer derives from the rows that it really inserted.

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

-- Makes the partitions that are missing for `days` UTC days from `from_day` on and returns how many it made. Rows of
-- such a day that wait in the default partition move into the new one in the same transaction, so that no reader
-- sees them twice or not at all. Callers run one after the other; what exists is left alone.
--
-- An insert that was waiting for clicks_default meanwhile, with a row of the new day, is refused (check_violation)
-- and has to be repeated. Inserts of days that have their partition are not held up.
create function create_click_partitions(from_day date, days integer) returns integer
    language plpgsql
    -- A report that holds the default partition open must not queue up everybody else behind this.
    set lock_timeout = '10s'
as $$
declare
    made       integer := 0;
    day        date;
    partition  text;
    opens      timestamptz;
    closes     timestamptz;
begin
    if days is null or from_day is null or days not between 1 and 1000 then
        raise exception 'create_click_partitions needs a day and 1 to 1000 days'
            using errcode = 'invalid_parameter_value';
    end if;
    -- Held to the end of the transaction, like the table locks below.
    perform pg_advisory_xact_lock(hashtextextended('create_click_partitions', 0));
    for day in select from_day + step from generate_series(0, days - 1) as step loop
        partition := 'clicks_' || to_char(day, 'YYYY_MM_DD');
        continue when to_regclass(partition) is not null;
        opens := day::timestamp at time zone 'UTC';
        closes := (day + 1)::timestamp at time zone 'UTC';
        -- Attached rather than created in place: that keeps reads and writes of the other partitions going.
        lock table clicks in share update exclusive mode;
        lock table clicks_default in access exclusive mode;
        execute format('create table %I (like clicks including defaults including constraints)', partition);
        execute format(
            'with moved as (delete from clicks_default where clicked_at >= $1 and clicked_at < $2 returning *)
             insert into %I select * from moved', partition) using opens, closes;
        execute format('alter table clicks attach partition %I for values from (%L) to (%L)', partition, opens, closes);
        made := made + 1;
    end loop;
    return made;
end
$$;

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
-- GET /api/links/{id}: one link's statistics.
create index click_hourly_of_link on click_hourly (link_id, hour);
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
