package com.afftok.shared.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedisUrlTest {

    @Test
    void reads_every_part() {
        RedisUrl url = RedisUrl.parse("rediss://me:p%40ss@cache:6380/3");

        assertThat(url).isEqualTo(new RedisUrl(true, "cache", 6380, "me", "p@ss", 3));
        assertThat(url).hasToString("rediss://me:***@cache:6380/3");
        assertThat(url.uri()).isEqualTo("rediss://me:p%40ss@cache:6380/3");
    }
}
