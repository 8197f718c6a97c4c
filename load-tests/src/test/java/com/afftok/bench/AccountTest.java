package com.afftok.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AccountTest {

    @Test
    void holds_when_rows_are_redirects_or_answers_nobody_read() {
        assertThat(new Account(1000, 1000, 64).holds()).isTrue();
        assertThat(new Account(1000, 1064, 64).holds()).isTrue();
    }

    @Test
    void finds_a_lost_click_and_one_too_many() {
        assertThat(new Account(1000, 999, 64).holds()).isFalse();
        assertThat(new Account(1000, 1065, 64).holds()).isFalse();
    }

    @Test
    void adds_up_over_runs() {
        Account both = new Account(1000, 1010, 64).plus(new Account(500, 500, 64));

        assertThat(both).isEqualTo(new Account(1500, 1510, 128));
    }
}
