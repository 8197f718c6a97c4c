create table half_done (id bigint);
alter table settings add column half_done text;
