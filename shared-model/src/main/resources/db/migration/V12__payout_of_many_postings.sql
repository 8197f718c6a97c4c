-- What a payout uses up is summed at commit once per statement that uses up postings. It was summed once per posting,
-- each time over all of them, so that a payout of 10,000 postings took a hundred million steps.

-- Only row triggers can wait for the commit. So the statement touches the payout, whose own check then waits for it.
create function touch_payouts_of_postings() returns trigger language plpgsql as $$
begin
    update payouts set updated_at = now() where id in (select payout_id from new_rows);
    return null;
end
$$;

drop trigger payout_postings_agree_with_payout on payout_postings;
create trigger payout_postings_agree_with_payout after insert on payout_postings
    referencing new table as new_rows for each statement execute function touch_payouts_of_postings();
