-- Exchange rates by day, for figures that are shown in another currency and say so. No booking uses them.

create table exchange_rates (
    day        date            not null,
    base       text            not null,
    quote      text            not null,
    -- How much of the quote currency one unit of the base currency is worth.
    rate       numeric(20, 10) not null,
    version    integer         not null default 0,
    created_at timestamptz     not null default now(),
    updated_at timestamptz     not null default now(),
    -- The newest rate of a pair on or before a day.
    primary key (base, quote, day),
    constraint exchange_rates_base_is_a_code check (base ~ '^[A-Z]{3}$'),
    constraint exchange_rates_quote_is_a_code check (quote ~ '^[A-Z]{3}$'),
    constraint exchange_rates_are_of_two_currencies check (base <> quote),
    constraint exchange_rates_are_positive check (rate > 0),
    constraint exchange_rates_are_of_this_age check (day between '2000-01-01' and '2199-12-31')
);

-- GET /api/admin/exchange-rates: newest first.
create index exchange_rates_by_day on exchange_rates (day, base, quote);

create trigger exchange_rates_updated_at before update on exchange_rates
    for each row execute function touch_updated_at();
