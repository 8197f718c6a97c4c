package com.afftok.shared.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DatabaseUrlTest {

    @Test
    void reads_every_part() {
        DatabaseUrl url =
                DatabaseUrl.parse("postgres://me:p%40ss%2F%C3%A9@db:6432/shop?sslmode=require");

        assertThat(url).isEqualTo(new DatabaseUrl("db", 6432, "me", "p@ss/é", "shop", "require"));
        assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db:6432/shop?sslmode=require");
        assertThat(url).hasToString("postgres://me:***@db:6432/shop?sslmode=require");
        assertThat(DatabaseUrl.parse(url.uri())).isEqualTo(url);
    }
}
