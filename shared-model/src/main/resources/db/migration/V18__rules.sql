-- Versions of commission rules and caps, and the shares of recruiters that an offer's advertiser agreed to.
--
-- A row of commission_rules or commission_caps is a version. It applies to the clicks from effective_from until
-- effective_until. A change inserts a version and ends the former one, so that no click gets other terms afterwards.

alter table commission_rules
    -- The first version of the same rule.
    add column series_id       bigint,
    add column effective_from  timestamptz not null default 'epoch',
    -- Exclusive; null: no end is known. Equal to effective_from: it was replaced before it began.
    add column effective_until timestamptz,
    add constraint commission_rules_end_after_they_begin check (effective_until >= effective_from),
    add constraint commission_rules_have_one_version_at_a_time exclude using gist (
        int8range(series_id, series_id, '[]') with &&, tstzrange(effective_from, effective_until) with &&);

update commission_rules set series_id = id;
alter table commission_rules alter column series_id set not null;

-- The versions of a rule; the last one of each rule, for GET /api/commission-rules.
create index commission_rules_of_series on commission_rules (series_id, id);
-- GET /api/commission-rules of an advertiser.
create index commission_rules_of_advertiser on commission_rules (advertiser_id, id);

alter table commission_caps
    -- The first version of the same cap.
    add column series_id       bigint,
    add column effective_from  timestamptz not null default 'epoch',
    -- As that of a rule.
    add column effective_until timestamptz,
    add constraint commission_caps_end_after_they_begin check (effective_until >= effective_from),
    add constraint commission_caps_have_one_version_at_a_time exclude using gist (
        int8range(series_id, series_id, '[]') with &&, tstzrange(effective_from, effective_until) with &&);

update commission_caps set series_id = id;
alter table commission_caps alter column series_id set not null;

-- The versions of a cap; the last one of each cap, for GET /api/commission-caps.
create index commission_caps_of_series on commission_caps (series_id, id);
-- GET /api/commission-caps of an advertiser.
create index commission_caps_of_advertiser on commission_caps (advertiser_id, id);
-- Caps are unique by kind; POST /api/commission-caps finds the existing one.
create unique index commission_caps_are_one_of_a_kind
    on commission_caps (offer_id, promoter_id, period, currency) nulls not distinct where series_id = id;
-- The caps that may apply to a conversion.
create index commission_caps_of_offer on commission_caps (offer_id, promoter_id);

-- A version keeps its terms; its end may be set or moved, except in the past. All versions of a series have the same
-- values of the columns that are the trigger's arguments.
create function guard_version() returns trigger language plpgsql as $$
declare
    -- A generated column is null in this trigger.
    may_change constant text[] := '{effective_until,version,updated_at,promoter_kind}';
    first      jsonb;
    broken     text;
begin
    if tg_op = 'INSERT' then
        new.series_id := coalesce(new.series_id, new.id);
        if new.series_id <> new.id then
            execute format('select to_jsonb(f) from %I f where f.id = $1 and f.series_id = f.id', tg_table_name)
               into first using new.series_id;
            if first is null
                or exists (select from unnest(tg_argv) as kind where first -> kind is distinct from to_jsonb(new) -> kind)
            then
                broken := 'versions_are_of_one_series';
            end if;
        end if;
    elsif to_jsonb(new) - may_change is distinct from to_jsonb(old) - may_change then
        broken := 'keep_their_terms';
    elsif new.effective_until is distinct from old.effective_until
        and least(new.effective_until, old.effective_until) < now() then
        broken := 'keep_their_past';
    end if;
    if broken is not null then
        broken := tg_table_name || '_' || broken;
        raise exception 'row % breaks %', new.id, broken
            using errcode = 'check_violation', schema = tg_table_schema, table = tg_table_name, constraint = broken;
    end if;
    return new;
end
$$;

create trigger commission_rules_guard before insert or update on commission_rules
    for each row execute function guard_version('advertiser_id', 'offer_id', 'promoter_id');
create trigger commission_caps_guard before insert or update on commission_caps
    for each row execute function guard_version('advertiser_id', 'offer_id', 'promoter_id', 'period', 'currency');

create trigger commission_rules_are_never_deleted before delete or truncate on commission_rules
    for each statement execute function refuse_change();
create trigger commission_tiers_are_append_only before update or delete or truncate on commission_tiers
    for each statement execute function refuse_change();
create trigger commission_caps_are_never_deleted before delete or truncate on commission_caps
    for each statement execute function refuse_change();

-- The shares of recruiters in the commissions of an offer, in percent by level, for clicks from effective_from on. Before the
-- first row of an offer, the rates in recruiter_rates apply.
create table offer_recruiter_rates (
    advertiser_id  bigint        not null,
    offer_id       bigint        not null,
    version        integer       not null,
    percent1       numeric(7, 4) not null,
    percent2       numeric(7, 4) not null,
    percent3       numeric(7, 4) not null,
    effective_from timestamptz   not null,
    primary key (offer_id, version),
    constraint offer_recruiter_rates_offer_is_the_advertisers
        foreign key (offer_id, advertiser_id) references offers (id, advertiser_id),
    constraint offer_recruiter_rates_are_percentages check (least(percent1, percent2, percent3) >= 0),
    constraint offer_recruiter_rates_are_a_part check (percent1 + percent2 + percent3 <= 100)
);

-- The rates of a click. The time of a version is later than that of the one before.
create unique index offer_recruiter_rates_by_time on offer_recruiter_rates (offer_id, effective_from);

create trigger offer_recruiter_rates_are_append_only before update or delete or truncate on offer_recruiter_rates
    for each statement execute function refuse_change();
