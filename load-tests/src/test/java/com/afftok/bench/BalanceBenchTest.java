package com.afftok.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.afftok.bench.BalanceBench.Options;
import com.afftok.bench.BalanceBench.Read;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BalanceBenchTest {

    @Test
    void a_list_that_takes_as_long_as_the_goal_allows_misses_it() {
        Read fast = new Read("/api/balance", 2, 49.9, 300);
        Read slow = new Read("/api/ledger", 2, 50, 50);

        assertThat(BalanceBench.verdict(List.of(fast)))
                .isEqualTo("goal reached: p99 of each list is below 50 ms");
        assertThatThrownBy(() -> BalanceBench.verdict(List.of(fast, slow)))
                .isInstanceOf(MissedGoal.class)
                .hasMessage("goal missed: p99 is not below 50 ms of /api/ledger");
    }

    @Test
    void has_a_million_postings_unless_told_otherwise() {
        assertThat(Options.parse(List.of("balances")).postings()).isEqualTo(1_000_000);
        assertThat(Options.parse(List.of("balances", "--postings", "10000000")).postings())
                .isEqualTo(10_000_000);
        assertThatThrownBy(() -> Options.parse(List.of("balances", "--postings", "10")))
                .hasMessage("--postings is a number from 10000 to 20000000");
    }
}
