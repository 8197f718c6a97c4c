package com.afftok.shared.postback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.PostbackId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PostbackReplayTest {

    @Test
    void is_written_as_it_always_was() {
        PostbackReplay replay =
                new PostbackReplay(
                        new AccountId(7),
                        new PostbackId(42),
                        Instant.parse("2026-01-02T03:04:05.678901Z"));

        assertThat(replay.encode()).isEqualTo("replay 1 7 42 1767323045678");
        assertThat(PostbackReplay.is(replay.encode())).isTrue();
        assertThat(PostbackReplay.decode(replay.encode())).isEqualTo(replay);
    }

    @Test
    void is_no_report() {
        assertThat(PostbackReplay.is("{\"v\":1}")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "replay",
                "replay 2 7 42 1767323045678",
                "replay 1 7 42",
                "replay 1 0 42 1767323045678",
                "replay 1 7 0 1767323045678",
                "replay 1 7 -42 1767323045678",
                "replay 1 7 42 1767323045678 ",
                "replay 1 7 9999999999999999999 1767323045678",
            })
    void is_read_whole_or_not_at_all(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> PostbackReplay.decode(text));
    }

    @Test
    void counts_with_what_is_reported_of_the_same_transaction() {
        assertThat(PostbackStream.transaction("live", new AccountId(7), "order:9"))
                .isEqualTo("live:7:order:9");
    }
}
