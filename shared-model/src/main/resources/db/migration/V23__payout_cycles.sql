-- Payouts that are requested automatically.

-- When a promoter wants the available balance of a currency to be paid. All days are of UTC.
create table payout_schedules (
    promoter_id bigint         not null,
    currency    text           not null,
    every       text           not null,
    -- weekly: the day of the week from 1 (Monday); monthly: the day of the month, or its last one; net: the days after
    -- the end of a month.
    day         smallint,
    method_id   bigint,
    from_amount numeric(19, 4) not null default 0,
    -- The next cycle; null without one.
    next_on     date,
    -- After a failure of the platform, not before.
    retry_at    timestamptz,
    version     integer        not null default 0,
    updated_at  timestamptz    not null default now(),
    owner_kind  text           not null generated always as ('promoter') stored,
    primary key (promoter_id, currency),
    constraint payout_schedules_owner_is_a_promoter foreign key (promoter_id, owner_kind) references accounts (id, kind),
    constraint payout_schedules_method_is_the_promoters
        foreign key (method_id, promoter_id) references payout_methods (id, promoter_id),
    constraint payout_schedules_currency_is_a_code check (currency ~ '^[A-Z]{3}$'),
    constraint payout_schedules_from_is_not_negative check (from_amount >= 0),
    constraint payout_schedules_have_their_day check (
        case every
            when 'none' then num_nonnulls(day, method_id, next_on) = 0
            when 'weekly' then day is not null and day between 1 and 7
            when 'monthly' then day is not null and day between 1 and 31
            when 'net' then day is not null and day between 0 and 90
            else false
        end),
    constraint payout_schedules_that_run_have_a_method_and_a_date
        check (every = 'none' or num_nonnulls(method_id, next_on) = 2)
);

-- Cycles that are due.
create index payout_schedules_by_date on payout_schedules (next_on) where next_on is not null;

create trigger payout_schedules_updated_at before update on payout_schedules
    for each row execute function touch_updated_at();

-- What became of each cycle: a payout, or why there was none. A cycle pays once.
create table payout_cycles (
    promoter_id bigint      not null,
    currency    text        not null,
    due_on      date        not null,
    -- requested, or the code of the problem.
    outcome     text        not null,
    payout_id   bigint references payouts,
    created_at  timestamptz not null,
    constraint payout_cycles_run_once primary key (promoter_id, currency, due_on),
    constraint payout_cycles_have_a_schedule
        foreign key (promoter_id, currency) references payout_schedules (promoter_id, currency),
    constraint payout_cycles_outcome_is_a_code check (outcome ~ '^[a-z_]{1,50}$'),
    constraint payout_cycles_have_what_they_requested check ((outcome = 'requested') = (payout_id is not null)),
    constraint payout_cycles_request_their_own_payout unique (payout_id)
);

create trigger payout_cycles_are_append_only before update or delete or truncate on payout_cycles
    for each statement execute function refuse_change();
