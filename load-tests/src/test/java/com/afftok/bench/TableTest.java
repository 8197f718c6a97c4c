package com.afftok.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.bench.Contender.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {

    @Test
    void shows_the_middle_round_and_the_ratios_within_rounds() {
        Table table =
                new Table(
                        "keep-alive",
                        List.of(
                                round(Kind.EDGE, 1, 30_000),
                                round(Kind.LUA, 1, 10_000),
                                round(Kind.EDGE, 2, 20_000),
                                round(Kind.LUA, 2, 10_000),
                                round(Kind.EDGE, 3, 25_000),
                                round(Kind.LUA, 3, 5_000)));

        assertThat(table.text().lines())
                .satisfiesExactly(
                        title -> assertThat(title).isEqualTo("keep-alive"),
                        head -> assertThat(head).contains("clicks/s", "p99 ms"),
                        edge ->
                                assertThat(edge.strip().split(" {2,}"))
                                        .containsExactly(
                                                "edge",
                                                "25000",
                                                "(20000 - 30000)",
                                                "1.50",
                                                "4.00",
                                                "6",
                                                "0.50",
                                                "1.00",
                                                "0.25",
                                                "0.10",
                                                "0.05"),
                        lua -> assertThat(lua).contains("nginx + Lua + XADD", "(5000 - 10000)"),
                        ratio ->
                                assertThat(ratio.strip().split(" {2,}"))
                                        .containsExactly(
                                                "edge : nginx + Lua + XADD",
                                                "3.00x",
                                                "(2.00 - 5.00)"));
    }

    @Test
    void leaves_out_what_was_not_measured() {
        Table table = new Table("keep-alive", List.of(round(Kind.EDGE, 1, 30_000)));

        assertThat(table.text()).doesNotContain("nginx");
    }

    private static Round round(Kind kind, int number, long clicksPerSecond) {
        WrkReport wrk =
                new WrkReport(
                        clicksPerSecond + 2,
                        2,
                        0,
                        Duration.ofSeconds(1),
                        Duration.ofNanos(1_500_000),
                        Duration.ofMillis(4),
                        Duration.ofMillis(500));
        return new Round(kind, number, wrk, new CpuMeter.Busy(0.5, 1, 0.25, 0.1, 0.05));
    }
}
