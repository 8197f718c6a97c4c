set lock_timeout = 0;
drop index concurrently if exists measured_by_value;
create index concurrently measured_by_value on measured (value);
