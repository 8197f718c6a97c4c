-- What was given back of a test sale, so that refunds in parts can be tried out, too.
alter table test_conversions
    add column refunded_amount numeric(19, 4) not null default 0,
    add constraint test_conversions_refund_is_bounded check (refunded_amount between 0 and amount);

update test_conversions set refunded_amount = amount where status = 'reversed';
