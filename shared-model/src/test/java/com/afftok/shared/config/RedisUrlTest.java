package com.afftok.shared.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisUrlTest {

    @Test
    void reads_every_part() {
        RedisUrl url = RedisUrl.parse("rediss://me:p%40ss@cache:6380/3");

        assertThat(url).isEqualTo(new RedisUrl(true, "cache", 6380, "me", "p@ss", 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"redis://cache", "redis://cache/", "redis://cache:6379", "redis://cache/0"})
    void fills_in_what_is_usual(String url) {
        assertThat(RedisUrl.parse(url))
                .isEqualTo(new RedisUrl(false, "cache", 6379, "", "", 0))
                .hasToString("redis://cache:6379/0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "redis://cache:6379/0",
                "rediss://[2001:db8::7]:6380/15",
                "redis://:p%40ss%2F@127.0.0.1:1/65535",
                "redis://me:p%25@cache:65535/1"
            })
    void writes_what_it_read(String url) {
        assertThat(RedisUrl.parse(url).uri()).isEqualTo(url);
    }

    @Test
    void shows_no_password() {
        assertThat(RedisUrl.parse("redis://:s3cr3t@cache/1"))
                .hasToString("redis://:***@cache:6379/1");
        assertThat(RedisUrl.parse("redis://me:s3cr3t@[::1]"))
                .hasToString("redis://me:***@[::1]:6379/0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cache:6379 | must start with a scheme and ://",
                "http://:s3cr3t@cache | must start with redis:// or rediss://",
                "REDIS://:s3cr3t@cache | must start with redis:// or rediss://",
                "redis:// | must name a host",
                "redis://:s3cr3t@ | must name a host",
                "redis://me@cache | must have a password if it has a user",
                "redis://:s3cr3t@cache:0 | must have a port from 1 to 65535",
                "redis://:s3cr3t@cache:65536 | must have a port from 1 to 65535",
                "redis://:s3cr3t@cache/x | must have a database number from 0 to 65535",
                "redis://:s3cr3t@cache/-1 | must have a database number from 0 to 65535",
                "redis://:s3cr3t@cache/65536 | must have a database number from 0 to 65535",
                "redis://:s3cr3t@cache/1/2 | must have a database number from 0 to 65535",
                "redis://:s3cr3t@cache?db=1 | may have no parameters",
                "redis://a:1,b:2 | must have a port from 1 to 65535"
            })
    void names_the_flaw_and_never_the_password(String url, String flaw) {
        assertThatThrownBy(() -> RedisUrl.parse(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(flaw);
    }
}
