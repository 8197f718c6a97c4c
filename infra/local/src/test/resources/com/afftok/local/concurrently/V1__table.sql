create table measured (id bigint primary key, value bigint not null);
