-- Why a link is not what its promoter asked for: what the advertiser says who turns an application down, or ends a
-- promoter's part in an offer.
alter table user_offers
    add column status_reason text,
    add constraint user_offers_status_reason_is_bounded check (length(status_reason) <= 500);

-- An advertiser's list of those who joined an offer, newest first.
create index user_offers_joins on user_offers (offer_id, id) where by_join;
