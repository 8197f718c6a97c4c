-- What is deducted from payouts before they are paid.

alter table payouts
    -- The platform's fee and the tax withheld, fixed at the request.
    add column fee      numeric(19, 4) not null default 0,
    add column withheld numeric(19, 4) not null default 0;
alter table payouts
    -- What the promoter receives.
    add column net numeric(19, 4) not null generated always as (amount - fee - withheld) stored;
