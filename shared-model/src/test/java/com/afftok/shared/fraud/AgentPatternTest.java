package com.afftok.shared.fraud;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class AgentPatternTest {

    private static final AgentPattern ENDLESS =
            AgentPattern.of(AgentPattern.Kind.BOT, "endless", "xyzzy(.*a){25}$");

    @Test
    @Timeout(60)
    void an_expression_that_would_take_forever_finds_nothing() {
        String hostile = "Mozilla/5.0 xyzzy" + "a".repeat(400) + "!";

        for (int i = 0; i < 1000; i++) {
            assertThat(ENDLESS.matches(hostile, 12)).isFalse();
        }
    }

    @Test
    void an_expression_finds_what_is_meant_in_the_longest_agent() {
        AgentPattern robot =
                AgentPattern.of(AgentPattern.Kind.BOT, "robot", "robot/[0-9]+(\\.[0-9]+)*");

        assertThat(robot.matches("Mozilla/5.0 " + "x".repeat(480) + " robot/1.22.3", 493)).isTrue();
    }
}
