package com.afftok.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {

    @Test
    void says_why_the_edge_cannot_start() {
        assertThat(Main.reason(new IllegalStateException("the port is in use")))
                .isEqualTo("the port is in use");
    }

    @Test
    void says_what_happened_and_where_if_the_exception_has_no_message() {
        assertThat(Main.reason(new NullPointerException()))
                .startsWith("java.lang.NullPointerException at com.afftok.edge.MainTest.")
                .contains("MainTest.java:");
    }
}
