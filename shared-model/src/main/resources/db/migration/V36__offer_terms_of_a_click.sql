-- What promoters agreed to changes only with approval, and never for clicks made before.

-- Words of the agreement, words beside it, and when the offer was approved first.
alter table offers
    add column terms            text,
    add column additional_notes text,
    add column approved_at      timestamptz,
    add constraint offers_terms_are_bounded
        check (length(coalesce(terms, '')) <= 10000 and length(coalesce(additional_notes, '')) <= 10000);

update offers set approved_at = updated_at where status in ('active', 'paused');

create function note_offer_approval() returns trigger language plpgsql as $$
begin
    new.approved_at := now();
    return new;
end
$$;

create trigger offers_note_their_approval before insert or update on offers for each row
    when (new.status = 'active' and new.approved_at is null)
    execute function note_offer_approval();

-- Everything of a proposal that needs approval.
alter table offer_proposals
    add column target_countries          text[],
    add column blocked_countries         text[],
    add column strict_geo                boolean,
    add column link_lifetime_days        integer,
    add column attribution_days          integer,
    add column holding_days              integer,
    add column min_seconds_to_conversion integer,
    add column terms                     text;

update offer_proposals p
   set target_countries = o.target_countries, blocked_countries = o.blocked_countries, strict_geo = o.strict_geo,
       link_lifetime_days = o.link_lifetime_days, attribution_days = o.attribution_days,
       holding_days = o.holding_days, min_seconds_to_conversion = o.min_seconds_to_conversion
  from offers o
 where o.id = p.offer_id;

alter table offer_proposals
    alter column target_countries set not null,
    alter column blocked_countries set not null,
    alter column strict_geo set not null,
    alter column link_lifetime_days set not null,
    alter column attribution_days set not null,
    alter column holding_days set not null,
    alter column min_seconds_to_conversion set not null,
    add constraint offer_proposals_target_countries_are_codes check (are_countries(target_countries)),
    add constraint offer_proposals_blocked_countries_are_codes check (are_countries(blocked_countries)),
    add constraint offer_proposals_link_lifetime_is_1_to_3650_days check (link_lifetime_days between 1 and 3650),
    add constraint offer_proposals_attribution_is_1_to_365_days check (attribution_days between 1 and 365),
    add constraint offer_proposals_holding_is_0_to_365_days check (holding_days between 0 and 365),
    add constraint offer_proposals_min_seconds_to_conversion_is_0_to_1_day
        check (min_seconds_to_conversion between 0 and 86400),
    add constraint offer_proposals_terms_are_bounded check (length(terms) <= 10000);

-- Terms that other terms replaced, and until when they held: a sale is judged and paid by the terms that held when its
-- click was made. The present terms are in offers alone. A pending offer has no clicks, so its terms are not kept; the
-- currency never changes after approval.
create table replaced_offer_terms (
    offer_id                  bigint         not null references offers,
    replaced_at               timestamptz    not null default clock_timestamp(),
    payout                    numeric(19, 4) not null,
    payout_type               text           not null,
    payout_percent            numeric(7, 4)  not null,
    goals                     text[]         not null,
    attribution_days          integer        not null,
    holding_days              integer        not null,
    min_seconds_to_conversion integer        not null,
    primary key (offer_id, replaced_at)
);

create trigger replaced_offer_terms_stay before update or delete or truncate on replaced_offer_terms
    for each statement execute function refuse_change();

create function keep_replaced_offer_terms() returns trigger language plpgsql as $$
begin
    insert into replaced_offer_terms (offer_id, payout, payout_type, payout_percent, goals, attribution_days,
                                      holding_days, min_seconds_to_conversion)
    values (old.id, old.payout, old.payout_type, old.payout_percent, old.goals, old.attribution_days,
            old.holding_days, old.min_seconds_to_conversion)
    -- Terms that held for less than a microsecond are those of no click.
    on conflict do nothing;
    return null;
end
$$;

-- A trigger, because no way of changing an offer may change the past.
create trigger offers_keep_replaced_terms after update on offers for each row
    when (old.status <> 'pending'
        and (old.payout, old.payout_type, old.payout_percent, old.goals, old.attribution_days, old.holding_days,
             old.min_seconds_to_conversion)
            is distinct from
            (new.payout, new.payout_type, new.payout_percent, new.goals, new.attribution_days, new.holding_days,
             new.min_seconds_to_conversion))
    execute function keep_replaced_offer_terms();

-- The terms of an offer that held at a time.
create function offer_terms_at(offer bigint, moment timestamptz)
    returns table (payout numeric, payout_type text, payout_percent numeric, goals text[], attribution_days integer,
                   holding_days integer, min_seconds_to_conversion integer)
    language sql stable rows 1 as $$
    select t.payout, t.payout_type, t.payout_percent, t.goals, t.attribution_days, t.holding_days,
           t.min_seconds_to_conversion
      from (select r.payout, r.payout_type, r.payout_percent, r.goals, r.attribution_days, r.holding_days,
                   r.min_seconds_to_conversion, r.replaced_at
              from replaced_offer_terms r
             where r.offer_id = offer and r.replaced_at > moment
            union all
            select o.payout, o.payout_type, o.payout_percent, o.goals, o.attribution_days, o.holding_days,
                   o.min_seconds_to_conversion, 'infinity'
              from offers o
             where o.id = offer) as t
     order by t.replaced_at
     limit 1
$$;
