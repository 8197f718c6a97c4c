package com.afftok.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class SignInBenchTest {

    @Test
    void reads_that_take_as_long_as_the_goal_allows_miss_it() {
        assertThat(SignInBench.verdict(new Spread(99.9, 20, 300)))
                .isEqualTo("goal reached: p99 during the storm is 99.9 ms, below 100 ms");
        assertThatThrownBy(() -> SignInBench.verdict(new Spread(100, 20, 300)))
                .isInstanceOf(MissedGoal.class)
                .hasMessage("goal missed: p99 during the storm is 100.0 ms, not below 100 ms");
    }
}
