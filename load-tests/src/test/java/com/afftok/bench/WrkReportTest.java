package com.afftok.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WrkReportTest {

    private static final String OUTPUT =
            """
            Running 8s test @ http://127.0.0.1:8080/
              2 threads and 64 connections
            Requests/sec:  10000.00
            measured answers=80500 refused=500 failures=3 took=8000000 p50=1234 p99=5678 cpu=4000000
            """;

    @Test
    void reads_what_wrk_counted() {
        WrkReport report = WrkReport.parse(OUTPUT);

        assertThat(report)
                .isEqualTo(
                        new WrkReport(
                                80_500,
                                500,
                                3,
                                Duration.ofSeconds(8),
                                Duration.ofNanos(1_234_000),
                                Duration.ofNanos(5_678_000),
                                Duration.ofSeconds(4)));
    }

    @Test
    void counts_refused_clicks_among_the_answers_but_not_among_the_redirects() {
        WrkReport report = WrkReport.parse(OUTPUT);

        assertThat(report.redirects()).isEqualTo(80_000);
        assertThat(report.redirectsPerSecond()).isEqualTo(10_000);
        assertThat(report.cpus()).isEqualTo(0.5);
    }

    @Test
    void does_not_take_half_a_report() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WrkReport.parse("Running 8s test\n"))
                .withMessage("no report of wrk");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WrkReport.parse("measured answers=1 refused=0\n"))
                .withMessage("the report of wrk lacks failures");
    }
}
