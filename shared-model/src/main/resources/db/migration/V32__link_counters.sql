-- What a link's clicks and conversions add up to, kept with each of them, so that a list of links sums up no history.

-- Clicks per link of all time that are billable. Added to by the writer, in the transaction of the clicks.
create table link_counters (
    advertiser_id bigint not null,
    link_id       bigint not null,
    billable      bigint not null,
    primary key (advertiser_id, link_id),
    constraint link_counters_are_not_negative check (billable >= 0)
) with (fillfactor = 50);

insert into link_counters (advertiser_id, link_id, billable)
select advertiser_id, link_id, sum(valid + suspicious)
  from click_hourly
 group by advertiser_id, link_id
having sum(valid + suspicious) > 0;

-- One link's rollups were summed for its statistics and for nothing else. Without it the writer has the time for the counter.
drop index click_hourly_of_link;

-- Conversions per link of all time that are pending or approved, under the currency of the commission. A purchase that a
-- browser claims counts once it is approved.
create table link_earnings (
    advertiser_id bigint         not null,
    link_id       bigint         not null,
    currency      text           not null,
    conversions   bigint         not null,
    -- What the promoter earns from them, less what was reversed.
    commission    numeric(19, 4) not null,
    primary key (advertiser_id, link_id, currency),
    constraint link_earnings_are_not_negative check (least(conversions, commission) >= 0)
) with (fillfactor = 50);

insert into link_earnings (advertiser_id, link_id, currency, conversions, commission)
select advertiser_id, link_id, commission_currency,
       count(*) filter (where counts), coalesce(sum(commission - commission_reversed) filter (where counts), 0)
  from (select advertiser_id, link_id, commission_currency, commission, commission_reversed,
               status = 'approved' or (status = 'pending' and source <> 'pixel') as counts
          from conversions) as all_of_them
 group by advertiser_id, link_id, commission_currency;

-- The counterpart of count_conversions. A conversion that does not count adds a row of zeros, so that there is one to
-- count in later.
create function count_conversions_of_links() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into link_earnings as total (advertiser_id, link_id, currency, conversions, commission)
        select advertiser_id, link_id, commission_currency,
               count(*) filter (where counts), coalesce(sum(commission) filter (where counts), 0)
          from (select advertiser_id, link_id, commission_currency, commission - commission_reversed as commission,
                       status = 'approved' or (status = 'pending' and source <> 'pixel') as counts
                  from new_rows) as added
         group by advertiser_id, link_id, commission_currency
         -- Always in the same order, so that two bulk changes do not wait for each other.
         order by advertiser_id, link_id, commission_currency
            on conflict (advertiser_id, link_id, currency) do update
           set conversions = total.conversions + excluded.conversions,
               commission = total.commission + excluded.commission;
        return null;
    end if;
    perform from link_earnings e
      where (e.advertiser_id, e.link_id, e.currency) in
            (select advertiser_id, link_id, commission_currency from new_rows)
      order by e.advertiser_id, e.link_id, e.currency
        for update;
    update link_earnings e
       set conversions = e.conversions + d.conversions, commission = e.commission + d.commission
      from (select advertiser_id, link_id, commission_currency, sum(sign) as conversions,
                   sum(sign * (commission - commission_reversed)) as commission
              from (select 1 as sign, advertiser_id, link_id, commission_currency, status, source, commission,
                           commission_reversed from new_rows
                    union all
                    select -1, advertiser_id, link_id, commission_currency, status, source, commission,
                           commission_reversed from old_rows) as changes
             where status = 'approved' or (status = 'pending' and source <> 'pixel')
             group by advertiser_id, link_id, commission_currency) as d
     where (e.advertiser_id, e.link_id, e.currency) = (d.advertiser_id, d.link_id, d.commission_currency)
       and (d.conversions <> 0 or d.commission <> 0);
    return null;
end
$$;

create trigger conversions_count_inserted_of_links after insert on conversions
    referencing new table as new_rows for each statement execute function count_conversions_of_links();
create trigger conversions_count_updated_of_links after update on conversions
    referencing old table as old_rows new table as new_rows for each statement execute function count_conversions_of_links();
