-- What a promoter sold of an offer by day, kept with the conversions, and bonuses.

-- The sums of a day (UTC) on which conversions were reported, by the currency of their commissions and that of their sales.
-- Tiers, caps and bonus rules read them, so that no sale counts a month of others. A trigger keeps them, because edge and
-- management both write conversions.
create table promoter_sales (
    advertiser_id bigint         not null,
    offer_id      bigint         not null,
    promoter_id   bigint         not null,
    day           date           not null,
    currency      text           not null,
    sold_in       text           not null,
    -- Pending and approved ones; a claim counts once it is approved.
    sales         bigint         not null,
    -- Those of them with a commission.
    paid          bigint         not null,
    -- Commissions of the promoter, less reversals.
    commission    numeric(19, 4) not null,
    -- Approved ones alone.
    approved      bigint         not null,
    -- Amounts of approved ones, less refunds.
    revenue       numeric(19, 4) not null,
    primary key (advertiser_id, offer_id, promoter_id, day, currency, sold_in),
    constraint promoter_sales_are_not_negative check (least(sales, paid, commission, approved, revenue) >= 0)
) with (fillfactor = 50);

-- What each conversion adds to them.
create view promoter_sales_of_conversions as
    select advertiser_id, offer_id, promoter_id, cast(created_at at time zone 'UTC' as date) as day,
           commission_currency as currency, currency as sold_in, cast(counts as integer) as sales,
           cast(counts and commission > 0 as integer) as paid,
           case when counts then commission - commission_reversed else 0 end as commission,
           cast(status = 'approved' as integer) as approved,
           case when status = 'approved' then amount - refunded_amount else 0 end as revenue
      from (select *, status in ('pending', 'approved') and not is_claim as counts from conversions) as c;

-- The counterpart of count_conversions_of_links, and after it. A conversion that does not count inserts a row of zeros.
create function count_conversions_of_promoters() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into promoter_sales as total
        select advertiser_id, offer_id, promoter_id, cast(created_at at time zone 'UTC' as date), commission_currency,
               currency, count(*) filter (where counts), count(*) filter (where counts and commission > 0),
               coalesce(sum(commission) filter (where counts), 0), count(*) filter (where status = 'approved'),
               coalesce(sum(amount) filter (where status = 'approved'), 0)
          from (select *, status in ('pending', 'approved') and not is_claim as counts from new_rows) as added
         group by 1, 2, 3, 4, 5, 6
         -- A fixed order prevents deadlocks of bulk changes.
         order by 1, 2, 3, 4, 5, 6
            on conflict (advertiser_id, offer_id, promoter_id, day, currency, sold_in) do update
           set sales = total.sales + excluded.sales, paid = total.paid + excluded.paid,
               commission = total.commission + excluded.commission, approved = total.approved + excluded.approved,
               revenue = total.revenue + excluded.revenue;
        return null;
    end if;
    perform from promoter_sales s
      where (s.advertiser_id, s.offer_id, s.promoter_id, s.day, s.currency, s.sold_in) in
            (select n.advertiser_id, n.offer_id, n.promoter_id, cast(n.created_at at time zone 'UTC' as date),
                    n.commission_currency, n.currency
               from new_rows n)
      order by s.advertiser_id, s.offer_id, s.promoter_id, s.day, s.currency, s.sold_in
        for update;
    update promoter_sales s
       set sales = s.sales + d.sales, paid = s.paid + d.paid, commission = s.commission + d.commission,
           approved = s.approved + d.approved, revenue = s.revenue + d.revenue
      from (select advertiser_id, offer_id, promoter_id, day, commission_currency, currency,
                   sum(sign * cast(counts as integer)) as sales,
                   sum(sign * cast(counts and commission > 0 as integer)) as paid,
                   sum(sign * cast(counts as integer) * (commission - commission_reversed)) as commission,
                   sum(sign * cast(status = 'approved' as integer)) as approved,
                   sum(sign * cast(status = 'approved' as integer) * (amount - refunded_amount)) as revenue
              from (select sign, advertiser_id, offer_id, promoter_id, cast(created_at at time zone 'UTC' as date) as day,
                           commission_currency, currency, status, commission, commission_reversed, amount,
                           refunded_amount, status in ('pending', 'approved') and not is_claim as counts
                      from (select 1 as sign, n.* from new_rows n
                            union all
                            select -1, o.* from old_rows o) as versions) as changes
             group by 1, 2, 3, 4, 5, 6) as d
     where (s.advertiser_id, s.offer_id, s.promoter_id, s.day, s.currency, s.sold_in)
           = (d.advertiser_id, d.offer_id, d.promoter_id, d.day, d.commission_currency, d.currency)
       and (d.sales, d.paid, d.commission, d.approved, d.revenue) <> (0, 0, 0, 0, 0);
    return null;
end
$$;

-- These lock out reports of sales until the end of the migration.
create trigger conversions_count_inserted_of_promoters after insert on conversions
    referencing new table as new_rows for each statement execute function count_conversions_of_promoters();
create trigger conversions_count_updated_of_promoters after update on conversions
    referencing old table as old_rows new table as new_rows for each statement execute function count_conversions_of_promoters();

insert into promoter_sales
select advertiser_id, offer_id, promoter_id, day, currency, sold_in, sum(sales), sum(paid), sum(commission), sum(approved),
       sum(revenue)
  from promoter_sales_of_conversions
 group by 1, 2, 3, 4, 5, 6;

-- What an advertiser pays each promoter of an offer once in a calendar month (UTC) in which enough was sold.
create table bonus_rules (
    id            bigint generated by default as identity primary key,
    advertiser_id bigint         not null,
    offer_id      bigint         not null,
    name          text           not null,
    -- What has to be reached: a number of approved conversions, or their amounts less refunds, in the currency of the bonus.
    min_sales     bigint,
    min_revenue   numeric(19, 4),
    amount        numeric(19, 4) not null,
    currency      text           not null,
    first_month   date           not null,
    -- Null: no end is known.
    last_month    date,
    version       integer        not null default 0,
    created_at    timestamptz    not null default now(),
    updated_at    timestamptz    not null default now(),
    constraint bonus_rules_offer_is_the_advertisers
        foreign key (offer_id, advertiser_id) references offers (id, advertiser_id),
    -- For foreign keys to a rule together with its advertiser.
    constraint bonus_rules_id_and_advertiser_are_unique unique (id, advertiser_id),
    constraint bonus_rules_name_has_1_to_100_characters check (length(name) between 1 and 100),
    constraint bonus_rules_count_sales_or_revenue check (num_nonnulls(min_sales, min_revenue) = 1),
    constraint bonus_rules_are_reached_by_sales check (least(min_sales, min_revenue) > 0),
    constraint bonus_rules_amount_is_bounded check (amount > 0 and amount <= 1000000000),
    constraint bonus_rules_currency_is_a_code check (currency ~ '^[A-Z]{3}$'),
    constraint bonus_rules_are_of_whole_months check (
        extract(day from first_month) = 1 and (last_month is null or extract(day from last_month) = 1)),
    constraint bonus_rules_end_after_they_begin check (last_month >= first_month)
);

-- GET /api/bonus-rules of an advertiser.
create index bonus_rules_of_advertiser on bonus_rules (advertiser_id, id);
-- The same of a promoter, by the offers that it joined; how many an offer has.
create index bonus_rules_of_offer on bonus_rules (offer_id, id);

create trigger bonus_rules_updated_at before update on bonus_rules
    for each row execute function touch_updated_at();
create trigger bonus_rules_are_never_deleted before delete or truncate on bonus_rules
    for each statement execute function refuse_change();

-- What promoters were promised stays; a rule may end.
create function guard_bonus_rule() returns trigger language plpgsql as $$
begin
    if (new.id, new.advertiser_id, new.offer_id, new.name, new.min_sales, new.min_revenue, new.amount, new.currency,
        new.first_month, new.created_at)
        is distinct from
       (old.id, old.advertiser_id, old.offer_id, old.name, old.min_sales, old.min_revenue, old.amount, old.currency,
        old.first_month, old.created_at)
        -- An end is not taken back.
        or coalesce(new.last_month, 'infinity') > old.last_month
    then
        raise exception 'bonus rule % keeps its terms', old.id
            using errcode = 'check_violation', schema = tg_table_schema, table = tg_table_name,
                  constraint = 'bonus_rules_keep_their_terms';
    end if;
    return new;
end
$$;

create trigger bonus_rules_guard before update on bonus_rules
    for each row execute function guard_bonus_rule();

-- Bonuses, each booked as the ledger entry with the key bonus:<id>: those that a rule awarded, and those that a person gave.
create table bonuses (
    id            bigint generated by default as identity primary key,
    advertiser_id bigint         not null references accounts,
    promoter_id   bigint         not null,
    amount        numeric(19, 4) not null,
    currency      text           not null,
    reason        text           not null,
    -- The member who gave it; null: a rule awarded it.
    user_id       bigint references users,
    rule_id       bigint,
    month         date,
    -- What was reached when it was awarded.
    sales         bigint,
    revenue       numeric(19, 4),
    created_at    timestamptz    not null default now(),
    promoter_kind text           not null generated always as ('promoter') stored,
    constraint bonuses_are_a_promoters foreign key (promoter_id, promoter_kind) references accounts (id, kind),
    constraint bonuses_rule_is_the_advertisers
        foreign key (rule_id, advertiser_id) references bonus_rules (id, advertiser_id),
    constraint bonuses_are_awarded_once_a_month unique (rule_id, promoter_id, month),
    constraint bonuses_amount_is_bounded check (amount > 0 and amount <= 1000000000),
    constraint bonuses_currency_is_a_code check (currency ~ '^[A-Z]{3}$'),
    constraint bonuses_reason_has_1_to_500_characters check (length(reason) between 1 and 500),
    constraint bonuses_are_a_persons_or_a_rules check (
        (user_id is null) <> (rule_id is null)
        and num_nonnulls(rule_id, month, sales, revenue) in (0, 4))
);

-- GET /api/bonuses of an advertiser.
create index bonuses_of_advertiser on bonuses (advertiser_id, id);
-- The same of a promoter.
create index bonuses_of_promoter on bonuses (promoter_id, id);
-- What an advertiser gave within a day.
create index bonuses_given on bonuses (advertiser_id, currency, created_at) where user_id is not null;

create trigger bonuses_are_append_only before update or delete or truncate on bonuses
    for each statement execute function refuse_change();
