package com.afftok.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.afftok.bench.Words.WrongUsage;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void measures_everything_unless_told_otherwise() {
        Options options = Options.parse(List.of("clicks"));

        assertThat(options.fsyncs()).containsExactly(Fsync.EVERYSEC, Fsync.ALWAYS);
        assertThat(options.connections()).containsExactly(Connections.KEEP_ALIVE, Connections.NEW);
        assertThat(options.rounds()).isEqualTo(3);
    }

    @Test
    void measures_what_is_asked_for() {
        Options options =
                Options.parse(
                        List.of(
                                "clicks",
                                "--fsync",
                                "always",
                                "--connections",
                                "new",
                                "--rounds",
                                "5",
                                "--seconds",
                                "2"));

        assertThat(options.fsyncs()).containsExactly(Fsync.ALWAYS);
        assertThat(options.connections()).containsExactly(Connections.NEW);
        assertThat(options.rounds()).isEqualTo(5);
        assertThat(options.round()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void says_what_it_does_not_understand() {
        assertThatThrownBy(() -> Options.parse(List.of("clicks", "--loops", "3")))
                .isInstanceOf(WrongUsage.class)
                .hasMessageContaining("\"--loops\"");
        assertThatThrownBy(() -> Options.parse(List.of("clicks", "--rounds", "0")))
                .hasMessage("--rounds is a number from 1 to 20");
        assertThatThrownBy(() -> Options.parse(List.of("clicks", "--fsync", "never")))
                .hasMessage("--fsync is everysec or always");
        assertThatThrownBy(() -> Options.parse(List.of("clicks", "--rounds")))
                .isInstanceOf(WrongUsage.class);
    }
}
