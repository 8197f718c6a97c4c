-- A conversion that a browser claims is no sale until it is approved: no statistic and no ledger entry counts it.

alter table conversions
    add column is_claim boolean not null
        generated always as (source = 'pixel' and status in ('pending', 'rejected')) stored;

-- A claim adds a row of zeros, so that there is one to count in when it is approved.
create or replace function count_conversions() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into offer_earnings as total
        select advertiser_id, offer_id, commission_currency,
               count(*) filter (where status = 'pending' and not is_claim),
               count(*) filter (where status = 'approved'),
               count(*) filter (where status = 'rejected' and not is_claim), 0,
               coalesce(sum(commission) filter (where status in ('pending', 'approved') and not is_claim), 0)
          from new_rows
         group by advertiser_id, offer_id, commission_currency
         -- Always in the same order, so that two bulk changes do not wait for each other.
         order by advertiser_id, offer_id, commission_currency
            on conflict (advertiser_id, offer_id, currency) do update
           set pending = total.pending + excluded.pending, approved = total.approved + excluded.approved,
               rejected = total.rejected + excluded.rejected, commission = total.commission + excluded.commission;
        return null;
    end if;
    -- FOR UPDATE in the same order; the UPDATE then finds its rows already locked.
    perform from offer_earnings e
      where (e.advertiser_id, e.offer_id, e.currency) in
            (select advertiser_id, offer_id, commission_currency from new_rows)
      order by e.advertiser_id, e.offer_id, e.currency
        for update;
    update offer_earnings e
       set pending = e.pending + d.pending, approved = e.approved + d.approved,
           rejected = e.rejected + d.rejected, reversed = e.reversed + d.reversed,
           commission = e.commission + d.commission
      from (select advertiser_id, offer_id, commission_currency,
                   sum(sign * (status = 'pending')::integer) as pending,
                   sum(sign * (status = 'approved')::integer) as approved,
                   sum(sign * (status = 'rejected')::integer) as rejected,
                   sum(sign * (status = 'reversed')::integer) as reversed,
                   sum(sign * (status in ('pending', 'approved'))::integer * (commission - commission_reversed))
                       as commission
              from (select 1 as sign, advertiser_id, offer_id, commission_currency, status, commission,
                           commission_reversed from new_rows where not is_claim
                    union all
                    select -1, advertiser_id, offer_id, commission_currency, status, commission,
                           commission_reversed from old_rows where not is_claim) as changes
             group by advertiser_id, offer_id, commission_currency) as d
     where (e.advertiser_id, e.offer_id, e.currency) = (d.advertiser_id, d.offer_id, d.commission_currency);
    return null;
end
$$;

create function refuse_claim() returns trigger language plpgsql as $$
begin
    if exists (select from conversions
                where advertiser_id = new.advertiser_id and id = new.conversion_id and is_claim) then
        raise exception 'conversion % of advertiser % is a claim', new.conversion_id, new.advertiser_id
            using errcode = 'check_violation', table = 'ledger_entries', constraint = 'ledger_entries_book_no_claim';
    end if;
    return new;
end
$$;

create trigger ledger_entries_book_no_claim before insert on ledger_entries
    for each row when (new.conversion_id is not null) execute function refuse_claim();
