drop index conversions_without_click;

-- Conversions whose click was not written when they were: looked at again and again, and never many.
create index conversions_without_click on conversions (updated_at) where click_id is not null and device is null;
