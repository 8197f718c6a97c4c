-- What advertisers owe the platform, how they pay, and when their offers stop because nothing is left.

-- The platform's fee of advertisers without one of their own, for clicks from effective_from on. Before the first row: 0.
create table platform_fees (
    version        integer       primary key,
    percent        numeric(7, 4) not null,
    effective_from timestamptz   not null,
    recorded_by         bigint        not null references admin_users,
    created_at     timestamptz   not null default now(),
    constraint platform_fees_version_is_positive check (version > 0),
    constraint platform_fees_are_percentages check (percent between 0 and 100)
);

-- Versions of an advertiser's terms. In force is the last version that has begun. A version that has not begun ends when a
-- later one begins before it.
create table advertiser_terms (
    advertiser_id  bigint        not null,
    version        integer       not null,
    -- Null: that of the platform.
    fee_percent    numeric(7, 4),
    effective_from timestamptz   not null,
    recorded_by         bigint        not null references admin_users,
    created_at     timestamptz   not null default now(),
    owner_kind     text          not null generated always as ('advertiser') stored,
    primary key (advertiser_id, version),
    constraint advertiser_terms_are_an_advertisers
        foreign key (advertiser_id, owner_kind) references accounts (id, kind),
    constraint advertiser_terms_version_is_positive check (version > 0),
    constraint advertiser_terms_fee_is_a_percentage check (fee_percent between 0 and 100)
);

-- How an advertiser pays in a currency, by the version of its terms. Without a row: later, without limit.
create table advertiser_billing (
    advertiser_id bigint         not null,
    version       integer        not null,
    currency      text           not null,
    mode          text           not null,
    -- The debt up to which its offers go on; 0 if it pays in advance.
    credit_limit  numeric(19, 4) not null,
    primary key (advertiser_id, version, currency),
    foreign key (advertiser_id, version) references advertiser_terms (advertiser_id, version),
    constraint advertiser_billing_currency_is_a_code check (currency ~ '^[A-Z]{3}$'),
    constraint advertiser_billing_mode_is_known check (mode in ('prepaid', 'credit')),
    constraint advertiser_billing_limit_fits_its_mode check (
        case mode when 'prepaid' then credit_limit = 0 else credit_limit > 0 end)
);

-- Sales of the past keep their terms.
create function guard_fee_version() returns trigger language plpgsql as $$
begin
    if new.effective_from < now() then
        raise exception 'version % of % begins in the past', new.version, tg_table_name
            using errcode = 'check_violation', schema = tg_table_schema, table = tg_table_name,
                  constraint = tg_table_name || '_begin_in_the_future';
    end if;
    return new;
end
$$;

create trigger platform_fees_guard before insert on platform_fees
    for each row execute function guard_fee_version();
create trigger advertiser_terms_guard before insert on advertiser_terms
    for each row execute function guard_fee_version();
create trigger platform_fees_are_append_only before update or delete or truncate on platform_fees
    for each statement execute function refuse_change();
create trigger advertiser_terms_are_append_only before update or delete or truncate on advertiser_terms
    for each statement execute function refuse_change();
create trigger advertiser_billing_is_append_only before update or delete or truncate on advertiser_billing
    for each statement execute function refuse_change();

-- The fee in percent of the promoter's commission, for clicks at a time.
create function advertiser_fee_at(advertiser bigint, moment timestamptz) returns numeric
    language sql stable as $$
    select coalesce(
        (select t.fee_percent from advertiser_terms t
          where t.advertiser_id = advertiser and t.effective_from <= moment
          order by t.version desc limit 1),
        (select f.percent from platform_fees f
          where f.effective_from <= moment
          order by f.version desc limit 1),
        0)
$$;

-- How advertisers with a limit pay at present.
create view advertiser_limits as
select b.advertiser_id, b.currency, b.mode, b.credit_limit
  from (select distinct on (advertiser_id) advertiser_id, version
          from advertiser_terms
         where effective_from <= now()
         order by advertiser_id, version desc) t
  join advertiser_billing b using (advertiser_id, version);

alter table conversions
    -- The platform's fee, in the currency of the commission, and its percentage; fixed by the terms at the click.
    add column fee_percent numeric(7, 4)  not null default 0,
    add column fee         numeric(19, 4) not null default 0,
    add constraint conversions_fee_percent_is_a_percentage check (fee_percent between 0 and 100),
    add constraint conversions_fee_is_not_negative check (fee >= 0);

create trigger conversions_keep_their_fee before update on conversions for each row
    when ((old.fee_percent, old.fee) is distinct from (new.fee_percent, new.fee))
    execute function refuse_change();

-- GET /api/advertiser/account: what pending sales will cost.
create index conversions_pending_of_advertiser on conversions (advertiser_id)
    where status = 'pending' and not is_claim;

-- GET /api/admin/margin/postings
create index ledger_postings_of_platform on ledger_postings (created_at, entry_id, line) where account = 'platform';

-- Payments of advertisers. A wrong one is taken back as a whole.
create table advertiser_payments (
    advertiser_id  bigint         not null,
    id             bigint         not null generated by default as identity,
    amount         numeric(19, 4) not null,
    currency       text           not null,
    -- Of the bank.
    reference      text           not null,
    received_at    timestamptz    not null,
    memo           text,
    recorded_by    bigint         not null references admin_users,
    reversed_by    bigint references admin_users,
    reversed_at    timestamptz,
    reversal_reason text,
    created_at     timestamptz    not null default now(),
    owner_kind     text           not null generated always as ('advertiser') stored,
    primary key (id),
    constraint advertiser_payments_are_an_advertisers
        foreign key (advertiser_id, owner_kind) references accounts (id, kind),
    constraint advertiser_payments_amount_is_positive check (amount > 0),
    constraint advertiser_payments_currency_is_a_code check (currency ~ '^[A-Z]{3}$'),
    constraint advertiser_payments_texts_are_bounded check (
        length(reference) between 1 and 100 and length(memo) between 1 and 500
        and length(reversal_reason) between 1 and 500),
    constraint advertiser_payments_reversals_say_why check (
        (reversed_at is null) = (reversed_by is null) and (reversed_at is null) = (reversal_reason is null))
);

-- Corrections by administrators. One that needs a second person books nothing until that person confirms it.
create table adjustments (
    id             bigint         generated by default as identity primary key,
    advertiser_id  bigint         not null,
    -- Null: between the advertiser and the platform.
    promoter_id    bigint,
    payer          text           not null,
    -- In favour of the promoter, or of the advertiser without one; negative: the payer receives it.
    amount         numeric(19, 4) not null,
    currency       text           not null,
    reason         text           not null,
    status         text           not null,
    requested_by   bigint         not null references admin_users,
    decided_by     bigint references admin_users,
    decided_at     timestamptz,
    refusal_reason text,
    created_at     timestamptz    not null default now(),
    owner_kind     text           not null generated always as ('advertiser') stored,
    promoter_kind  text           not null generated always as ('promoter') stored,
    constraint adjustments_are_an_advertisers
        foreign key (advertiser_id, owner_kind) references accounts (id, kind),
    constraint adjustments_are_of_a_promoter
        foreign key (promoter_id, promoter_kind) references accounts (id, kind),
    constraint adjustments_payer_is_known check (payer in ('advertiser', 'platform')),
    constraint adjustments_have_two_parties check (promoter_id is not null or payer = 'platform'),
    constraint adjustments_move_something check (amount <> 0),
    constraint adjustments_currency_is_a_code check (currency ~ '^[A-Z]{3}$'),
    constraint adjustments_texts_are_bounded check (
        length(reason) between 1 and 500 and length(refusal_reason) between 1 and 500),
    constraint adjustments_status_is_known check (status in ('requested', 'booked', 'refused')),
    constraint adjustments_decisions_have_a_time check ((decided_at is null) = (decided_by is null)),
    constraint adjustments_refused_say_why check ((status = 'refused') = (refusal_reason is not null)),
    -- Without a decision: it was booked when it was requested.
    constraint adjustments_requested_are_undecided check (
        case status when 'requested' then decided_by is null
                    when 'refused' then decided_by is not null
                    else decided_by is null or decided_by <> requested_by end)
);

-- A payment that was taken back may be recorded again.
create unique index advertiser_payments_are_recorded_once on advertiser_payments (advertiser_id, reference)
    where reversed_at is null;
-- GET /api/admin/advertiser-payments of an account.
create index advertiser_payments_of_advertiser on advertiser_payments (advertiser_id, id);
-- GET /api/admin/adjustments of an advertiser.
create index adjustments_of_advertiser on adjustments (advertiser_id, id);
-- GET /api/admin/adjustments of a promoter.
create index adjustments_of_promoter on adjustments (promoter_id, id) where promoter_id is not null;
-- Adjustments that wait for a second person.
create index adjustments_open on adjustments (id) where status = 'requested';
-- What an administrator has booked alone within a day.
create index adjustments_of_admin on adjustments (requested_by, created_at);

-- A payment and an adjustment keep what was recorded; they are taken back or decided once.
create function guard_recorded_money() returns trigger language plpgsql as $$
declare
    may_change constant text[] := '{reversed_by,reversed_at,reversal_reason,status,decided_by,decided_at,refusal_reason}';
    broken     text;
begin
    -- Generated columns are null in this trigger.
    if to_jsonb(new) - may_change - '{owner_kind,promoter_kind}'::text[]
        is distinct from to_jsonb(old) - may_change - '{owner_kind,promoter_kind}'::text[] then
        broken := tg_table_name || '_keep_what_was_recorded';
    elsif (to_jsonb(old) ->> 'reversed_at') is not null or (to_jsonb(old) ->> 'status') in ('booked', 'refused') then
        broken := tg_table_name || '_are_decided_once';
    end if;
    if broken is not null then
        raise exception '% breaks %', new.id, broken
            using errcode = 'check_violation', schema = tg_table_schema, table = tg_table_name, constraint = broken;
    end if;
    return new;
end
$$;

create trigger advertiser_payments_guard before update on advertiser_payments
    for each row execute function guard_recorded_money();
create trigger adjustments_guard before update on adjustments
    for each row execute function guard_recorded_money();
create trigger advertiser_payments_are_never_deleted before delete or truncate on advertiser_payments
    for each statement execute function refuse_change();
create trigger adjustments_are_never_deleted before delete or truncate on adjustments
    for each statement execute function refuse_change();

-- Advertisers whose prepayment or credit in a currency is used up: their offers in it are stopped. Kept by a job.
create table advertiser_stops (
    advertiser_id bigint      not null,
    currency      text        not null,
    since         timestamptz not null default now(),
    owner_kind    text        not null generated always as ('advertiser') stored,
    primary key (advertiser_id, currency),
    constraint advertiser_stops_are_an_advertisers
        foreign key (advertiser_id, owner_kind) references accounts (id, kind),
    constraint advertiser_stops_currency_is_a_code check (currency ~ '^[A-Z]{3}$')
);
