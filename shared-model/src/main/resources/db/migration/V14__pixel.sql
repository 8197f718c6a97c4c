-- What browsers say from a shop's pages.

-- How often something happened there after a click, per hour and link. Nothing is known of who it was, and nothing is
-- paid for it: it is counted in memory, and an edge that is killed loses what it hasn't written.
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

-- A browser can claim any transaction id, with any click that it got hold of. The signed postback of the same
-- transaction takes the id over where it says something else; the claim stays, rejected.
alter table conversions
    add column superseded boolean not null default false,
    add constraint conversions_superseded_are_rejected_claims
        check (not superseded or (source = 'pixel' and status = 'rejected'));

alter table conversions drop constraint conversions_transaction_is_unique;
-- One effect per transaction id, and which conversion a report is about.
create unique index conversions_transaction_is_unique on conversions (advertiser_id, transaction_id)
    where not superseded;
