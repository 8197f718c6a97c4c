-- What an administrator decided of an offer, and what an owner would like to be approved.

-- Who paused or archived an offer, where that was an administrator: only one of them takes it up again.
alter table offers
    add column held_by text,
    add constraint offers_held_by_is_known check (held_by = 'platform'),
    add constraint offers_held_are_not_active check (held_by is null or status <> 'active');

-- Where shoppers are to be sent and what is to be paid, from the approval of it on: until then, the offer goes on as it
-- was approved.
create table offer_proposals (
    offer_id        bigint         primary key references offers,
    destination_url text           not null,
    allowed_hosts   text[]         not null,
    payout          numeric(19, 4) not null,
    payout_type     text           not null,
    payout_percent  numeric(7, 4)  not null,
    goals           text[]         not null,
    proposed_at     timestamptz    not null default now(),
    constraint offer_proposals_destination_url_is_http check (is_http_url(destination_url)),
    constraint offer_proposals_allowed_hosts_are_host_names
        check (all_match(allowed_hosts, '^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$')),
    constraint offer_proposals_payout_is_bounded check (payout <= 1000000000),
    constraint offer_proposals_payout_percent_is_a_percentage check (payout_percent between 0 and 100),
    constraint offer_proposals_payout_fits_its_type check (
        case payout_type
            when 'cpa' then payout > 0 and payout_percent = 0
            when 'cpl' then payout > 0 and payout_percent = 0
            when 'cps' then payout = 0 and payout_percent > 0
            when 'hybrid' then payout > 0 and payout_percent > 0
            else false
        end),
    constraint offer_proposals_goals_are_names check (all_match(goals, '^[a-z0-9_-]{1,40}$'))
);
