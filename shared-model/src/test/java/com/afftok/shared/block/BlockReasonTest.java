package com.afftok.shared.block;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.click.FraudReason;
import com.afftok.shared.id.AdminId;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockReasonTest {

    @Test
    void is_kept_under_the_key_of_the_address() {
        assertThat(BlockReason.entry(0x0123456789abcdefL))
                .isEqualTo("address:blocked:0123456789abcdef");
    }

    @Test
    void of_the_rules_is_read_as_it_was_written() {
        BlockReason.ByRules reason =
                new BlockReason.ByRules(90, FraudReason.mask(FraudReason.DECLARED_BOT), 7);

        assertThat(reason.encode()).isEqualTo("90 1 7");
        assertThat(BlockReason.parse("90 1 7")).isEqualTo(reason);
        assertThat(reason.reasons()).containsExactly(FraudReason.DECLARED_BOT);
    }

    @Test
    void of_rules_that_are_newer_is_read_without_the_reasons_that_are_not_known() {
        BlockReason.ByRules reason = new BlockReason.ByRules(90, 1 << 29 | 3, 8);

        assertThat(BlockReason.parse(reason.encode())).isEqualTo(reason);
        assertThat(reason.reasons())
                .containsExactly(FraudReason.DECLARED_BOT, FraudReason.DATA_CENTRE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a click farm", "90 1 7", "line\nbreak", " spaces "})
    void of_a_person_is_read_as_it_was_written(String words) {
        BlockReason.ByPerson reason =
                new BlockReason.ByPerson(
                        new AdminId(42), Instant.parse("2026-01-02T03:04:05.678901Z"), words);

        assertThat(reason.encode()).isEqualTo("person 42 1767323045678 " + words);
        assertThat(BlockReason.parse(reason.encode())).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "90 1",
                "90 1 7 x",
                "9000 1 7",
                "-1 1 7",
                "90 1 9999999999",
                "person",
                "person 0 1767323045678 x",
                "person x 1767323045678 x",
                "person 42 1767323045678",
            })
    void is_read_whole_or_not_at_all(String text) {
        assertThat(BlockReason.parse(text)).isNull();
    }
}
