-- When a visitor's click on a link counted last, and how often on this day, so that two clicks that two edges served
-- at the same moment, neither knowing of the other, count once: the writer of the second one finds the first.
alter table click_visitors
    add column counted_at bigint, -- milliseconds since 1970; null: not known
    add column counted integer not null default 1;
