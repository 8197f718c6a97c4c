-- What the edges need to share the work of sending webhooks: who rests, what is due for whom, and what is old.

-- After several failures in a row a receiver is left alone for a while, which grows with each further one; and for
-- as long as it asks for with Retry-After.
alter table webhooks add column resting_until timestamptz;

-- Others take their place below.
drop index webhook_deliveries_due;
drop index outbox_by_age;

-- Which users hear of clicks at all: asked again and again by what writes clicks.
create index webhooks_of_clicks on webhooks (user_id) where status = 'active' and events @> '{click}';

-- What is due of one webhook, and by skipping from one to the next, which webhooks wait. A delivery that an edge has
-- taken is due again when its lease is over.
create index webhook_deliveries_due on webhook_deliveries (webhook_id, next_attempt_at) where status = 'pending';
-- What is given up because its time is over: of paused and archived webhooks, too.
create index webhook_deliveries_to_give_up on webhook_deliveries (give_up_at) where status = 'pending';

-- What is deleted next.
create index outbox_by_age on outbox (created_at) where event <> 'click';
-- The same of clicks, which are many and go earlier.
create index outbox_clicks_by_age on outbox (created_at) where event = 'click';

-- Whether so many deliveries of a webhook wait that it hears of no more clicks.
create function webhook_is_full(asked bigint, most integer) returns boolean
    language sql stable strict parallel safe
    return exists (
        select from webhook_deliveries d
         where d.webhook_id = asked and d.status = 'pending'
         order by d.next_attempt_at
        offset most);
