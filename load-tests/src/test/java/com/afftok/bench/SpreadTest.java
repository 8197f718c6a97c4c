package com.afftok.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void takes_the_measurement_in_the_middle() {
        assertThat(Spread.of(DoubleStream.of(9, 1, 4))).isEqualTo(new Spread(4, 1, 9));
    }

    @Test
    void takes_the_mean_of_the_two_in_the_middle() {
        assertThat(Spread.of(DoubleStream.of(9, 1, 4, 2))).isEqualTo(new Spread(3, 1, 9));
    }

    @Test
    void does_not_make_a_figure_of_nothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(DoubleStream.empty()));
    }
}
