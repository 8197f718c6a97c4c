package com.afftok.shared.block;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlockChangeTest {

    private static final long KEY = 0x0123456789abcdefL;

    @Test
    void is_read_as_it_was_written() {
        BlockChange block = new BlockChange.Block(KEY, 1_767_323_045_678L);
        BlockChange unblock = new BlockChange.Unblock(-KEY);

        assertThat(block.encode()).isEqualTo("block 0123456789abcdef 1767323045678");
        assertThat(BlockChange.parse(block.encode())).isEqualTo(block);
        assertThat(unblock.encode()).isEqualTo("unblock fedcba9876543211");
        assertThat(BlockChange.parse(unblock.encode())).isEqualTo(unblock);
        assertThat(BlockChange.CHANNEL).isEqualTo("addresses:blocked");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "block",
                "block 0123456789abcdef",
                "block 0123456789abcdef ",
                "block 0123456789abcdef soon",
                "block 0123456789abcdef 1 2",
                "block 0000000000000000 1",
                "block x 1",
                "unblock",
                "unblock x",
                "unblock 0123456789abcdef 1",
                "allow 0123456789abcdef",
            })
    void is_read_whole_or_not_at_all(String message) {
        assertThat(BlockChange.parse(message)).isNull();
    }
}
