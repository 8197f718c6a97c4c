package com.afftok.edge.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardChangesTest {

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "localhost", "::1"})
    void knows_loopback(String host) {
        assertThat(GuardChanges.isLoopback(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "::",
                "10.0.0.1",
                "127.0.0.1.example.com",
                "localhost.example.com",
                "127.example.com",
                "x127.0.0.1"
            })
    void takes_nothing_else_for_loopback(String host) {
        assertThat(GuardChanges.isLoopback(host)).isFalse();
    }
}
