-- What people decide about clicks, and what they look through for it.

-- What a person decided of a click after the rules had. It goes before the click's bucket where money is concerned,
-- and nowhere else: row, rollups and counters keep saying what the visitor got.
create table click_reviews (
    advertiser_id bigint      not null references users,
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

-- When a person let a conversion that waited go on: that its click is nowhere holds it up no more.
alter table conversions add column reviewed_at timestamptz;

-- What a review of a click moves; GET /api/admin/fraud/clicks/{click_id}.
create index conversions_of_click on conversions (advertiser_id, click_id) where click_id is not null;
-- GET /api/admin/fraud/conversions: what waits for a person.
create index conversions_for_review on conversions (id) where needs_review;

-- Versions below are those of the rules that come with the product, so that clicks.rule_set names one document.
alter table fraud_rule_sets alter column version restart with 1000;
