-- What users do about their integration themselves: replay postbacks that were refused, and try out webhooks.

-- Whether a secret of the advertiser's signed it. What nobody proved is kept to be looked at, and never replayed:
-- anybody could have sent it.
alter table received_postbacks add column proven boolean not null default false;

-- Of these codes nobody is told who hasn't proven anything.
update received_postbacks set proven = true
 where outcome <> 'rejected' or error_code in ('CONV_003', 'CONV_004');

-- GET /api/advertiser/postbacks?transaction_id=…: all that was said of one sale.
create index received_postbacks_of_transaction on received_postbacks (advertiser_id, transaction_id, id)
    where transaction_id is not null;

-- A test goes to the one webhook that it was asked for, so that nobody subscribes to it.
alter table outbox
    drop constraint outbox_event_is_known,
    add constraint outbox_event_is_known check (event = 'test' or are_events(array[event]));

-- Makes a test event and its delivery to this webhook, dispatched already, and returns the delivery's id; null while an
-- earlier test of the webhook waits. It is tried for a minute: a test that arrives tomorrow tells nobody anything.
create function test_webhook(asked bigint, data jsonb) returns bigint
    language sql
as $$
    with happened as (
        insert into outbox (event, advertiser_id, payload, dispatched_at)
        select 'test', w.user_id, data, now()
          from webhooks w
         where w.id = asked
           and not exists (
                   select from webhook_deliveries d
                     join outbox o on o.id = d.outbox_id
                    where d.webhook_id = asked
                      and d.status = 'pending'
                      and d.give_up_at <= now() + interval '1 minute'
                      and o.event = 'test')
        returning id
    )
    insert into webhook_deliveries (outbox_id, webhook_id, give_up_at)
    select id, asked, now() + interval '1 minute' from happened
    returning id
$$;
