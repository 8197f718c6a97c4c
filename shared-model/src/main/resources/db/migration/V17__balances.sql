-- Sums of the ledger that are kept with its postings, so that no balance and no payout sums a history. Triggers with the
-- rights of the owner write these tables; the services only read them.

-- The balances of an account in a currency: the sum of its rows. A booking adds to the row of its connection's slot, so that
-- concurrent bookings of one account seldom wait for each other.
create table account_balances (
    owner_id   bigint         not null references accounts,
    currency   text           not null,
    slot       smallint       not null,
    -- Of an advertiser: its debt (negative) or prepayment.
    advertiser numeric(19, 4) not null,
    -- Of a promoter, by account of the ledger.
    pending    numeric(19, 4) not null,
    available  numeric(19, 4) not null,
    in_payout  numeric(19, 4) not null,
    paid       numeric(19, 4) not null,
    -- The part of approved commissions that refunds took back, in all; available is less by it.
    reversed   numeric(19, 4) not null,
    -- Deducted from completed payouts: by the platform, which owns the postings, and for the tax office.
    fees       numeric(19, 4) not null default 0,
    withheld   numeric(19, 4) not null default 0,
    primary key (owner_id, currency, slot)
) with (fillfactor = 50);

-- What the sales of a promoter earned a recruiter, less reversals: the sum of its rows, as in account_balances.
create table referral_earnings (
    recruiter_id bigint         not null references accounts,
    promoter_id  bigint         not null references accounts,
    currency     text           not null,
    slot         smallint       not null,
    pending      numeric(19, 4) not null,
    approved     numeric(19, 4) not null,
    primary key (recruiter_id, promoter_id, currency, slot)
) with (fillfactor = 50);

-- The postings on promoter_available that no payout has used.
create table open_postings (
    advertiser_id bigint         not null,
    entry_id      bigint         not null,
    line          smallint       not null,
    promoter_id   bigint         not null,
    currency      text           not null,
    amount        numeric(19, 4) not null,
    is_negative   boolean        not null generated always as (amount < 0) stored,
    primary key (advertiser_id, entry_id, line)
);

-- The postings of a payout: negative ones first, then positive ones, oldest first.
create index open_postings_of_promoter on open_postings
    (promoter_id, currency, is_negative, entry_id, line, advertiser_id);

-- All transactions lock rows in this order: account_balances by owner and currency, then referral_earnings by recruiter,
-- promoter and currency, after offer_earnings and link_earnings. Later statements of a transaction touch no other accounts, or
-- are of one account. So bookings cannot deadlock.
create function keep_balances() returns trigger language plpgsql
    security definer set search_path = public, pg_temp
as $$
declare
    own_slot constant smallint := pg_backend_pid() % 8;
begin
    insert into account_balances as kept
           (owner_id, currency, slot, advertiser, pending, available, in_payout, paid, reversed, fees, withheld)
    select coalesce(p.owner_id, o.promoter_id), p.currency, own_slot,
           coalesce(sum(p.amount) filter (where p.account = 'advertiser'), 0),
           coalesce(sum(p.amount) filter (where p.account = 'promoter_pending'), 0),
           coalesce(sum(p.amount) filter (where p.account = 'promoter_available'), 0),
           coalesce(sum(p.amount) filter (where p.account = 'promoter_payout'), 0),
           coalesce(sum(p.amount) filter (where p.account = 'paid_out'), 0),
           coalesce(-sum(p.amount) filter (where p.account = 'promoter_available' and e.kind = 'reversal'), 0),
           coalesce(sum(p.amount) filter (where p.account = 'platform'), 0),
           coalesce(sum(p.amount) filter (where p.account = 'tax_withheld'), 0)
      from new_rows p
      join ledger_entries e on e.advertiser_id = p.advertiser_id and e.id = p.entry_id
      left join payouts o on o.id = e.payout_id
     where p.owner_id is not null or o.id is not null
     group by 1, 2
     order by 1, 2
        on conflict (owner_id, currency, slot) do update
       set advertiser = kept.advertiser + excluded.advertiser,
           pending = kept.pending + excluded.pending,
           available = kept.available + excluded.available,
           in_payout = kept.in_payout + excluded.in_payout,
           paid = kept.paid + excluded.paid,
           reversed = kept.reversed + excluded.reversed,
           fees = kept.fees + excluded.fees,
           withheld = kept.withheld + excluded.withheld;
    insert into referral_earnings as kept (recruiter_id, promoter_id, currency, slot, pending, approved)
    select p.owner_id, c.promoter_id, p.currency, own_slot,
           coalesce(sum(p.amount) filter (where p.account = 'promoter_pending'), 0),
           coalesce(sum(p.amount) filter (where p.account = 'promoter_available'), 0)
      from new_rows p
      join ledger_entries e on e.advertiser_id = p.advertiser_id and e.id = p.entry_id
      join conversions c on c.advertiser_id = e.advertiser_id and c.id = e.conversion_id
     where p.account in ('promoter_pending', 'promoter_available') and p.owner_id <> c.promoter_id
     group by p.owner_id, c.promoter_id, p.currency
     order by p.owner_id, c.promoter_id, p.currency
        on conflict (recruiter_id, promoter_id, currency, slot) do update
       set pending = kept.pending + excluded.pending, approved = kept.approved + excluded.approved;
    insert into open_postings (advertiser_id, entry_id, line, promoter_id, currency, amount)
    select advertiser_id, entry_id, line, owner_id, currency, amount
      from new_rows
     where account = 'promoter_available';
    return null;
end
$$;

create function close_postings() returns trigger language plpgsql
    security definer set search_path = public, pg_temp
as $$
begin
    delete from open_postings o
     using new_rows n
     where (o.advertiser_id, o.entry_id, o.line) = (n.advertiser_id, n.entry_id, n.line);
    return null;
end
$$;

-- These lock out bookings until the end of the migration.
create trigger ledger_postings_keep_balances after insert on ledger_postings
    referencing new table as new_rows for each statement execute function keep_balances();
create trigger payout_postings_close_postings after insert on payout_postings
    referencing new table as new_rows for each statement execute function close_postings();

insert into account_balances
       (owner_id, currency, slot, advertiser, pending, available, in_payout, paid, reversed)
select p.owner_id, p.currency, 0,
       coalesce(sum(p.amount) filter (where p.account = 'advertiser'), 0),
       coalesce(sum(p.amount) filter (where p.account = 'promoter_pending'), 0),
       coalesce(sum(p.amount) filter (where p.account = 'promoter_available'), 0),
       coalesce(sum(p.amount) filter (where p.account = 'promoter_payout'), 0),
       coalesce(sum(p.amount) filter (where p.account = 'paid_out'), 0),
       coalesce(-sum(p.amount) filter (where p.account = 'promoter_available' and e.kind = 'reversal'), 0)
  from ledger_postings p
  join ledger_entries e on e.advertiser_id = p.advertiser_id and e.id = p.entry_id
 where p.owner_id is not null
 group by p.owner_id, p.currency;

insert into referral_earnings (recruiter_id, promoter_id, currency, slot, pending, approved)
select p.owner_id, c.promoter_id, p.currency, 0,
       coalesce(sum(p.amount) filter (where p.account = 'promoter_pending'), 0),
       coalesce(sum(p.amount) filter (where p.account = 'promoter_available'), 0)
  from ledger_postings p
  join ledger_entries e on e.advertiser_id = p.advertiser_id and e.id = p.entry_id
  join conversions c on c.advertiser_id = e.advertiser_id and c.id = e.conversion_id
 where p.account in ('promoter_pending', 'promoter_available') and p.owner_id <> c.promoter_id
 group by p.owner_id, c.promoter_id, p.currency;

insert into open_postings (advertiser_id, entry_id, line, promoter_id, currency, amount)
select l.advertiser_id, l.entry_id, l.line, l.owner_id, l.currency, l.amount
  from ledger_postings l
 where l.account = 'promoter_available'
   and not exists (select from payout_postings u
                    where (u.advertiser_id, u.entry_id, u.line) = (l.advertiser_id, l.entry_id, l.line));
