package com.afftok.edge.guard.gossip;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeenMessageTest {

    private static final long NOW = 1_772_000_000_000L;

    private final SeenClicks seen = new SeenClicks();

    @Test
    void carries_keys_and_times() {
        seen.add(7, NOW);
        seen.add(-1, NOW + 3);
        seen.add(Long.MIN_VALUE, NOW + 65_535);

        Buffer message = seen.counted(5);

        assertThat(SeenClicks.sender(message)).isEqualTo(5);
        assertThat(read(message))
                .containsExactly(
                        "7 at " + NOW,
                        "-1 at " + (NOW + 3),
                        Long.MIN_VALUE + " at " + (NOW + 65_535));
    }

    @Test
    void a_time_that_does_not_fit_is_taken_for_the_nearest_that_does() {
        seen.add(1, NOW);
        seen.add(2, NOW + 100_000);
        seen.add(3, NOW - 5);

        assertThat(read(seen.counted(5)))
                .containsExactly("1 at " + NOW, "2 at " + (NOW + 65_535), "3 at " + NOW);
    }

    @Test
    void is_bounded_however_many_clicks_a_batch_has() {
        for (int i = 0; i < 100_000; i++) {
            seen.add(i, NOW);
        }

        Buffer message = seen.counted(5);

        assertThat(message.length()).isLessThan(SeenClicks.MAX_CLICKS * 10 + 100);
        assertThat(SeenClicks.isWhole(message)).isTrue();
        assertThat(read(message)).hasSize(SeenClicks.MAX_CLICKS);
    }

    @Test
    void says_whether_its_clicks_count_or_are_taken_back() {
        seen.add(7, NOW);

        assertThat(SeenClicks.isTakenBack(seen.counted(5))).isFalse();
        Buffer takenBack = seen.takenBack(5);

        assertThat(SeenClicks.isWhole(takenBack)).isTrue();
        assertThat(SeenClicks.isTakenBack(takenBack)).isTrue();
        assertThat(SeenClicks.sender(takenBack)).isEqualTo(5);
        assertThat(read(takenBack)).containsExactly("7 at " + NOW);
    }

    @Test
    void is_used_again_when_it_was_cleared() {
        seen.add(1, NOW);
        seen.clear();
        assertThat(seen.isEmpty()).isTrue();
        seen.add(2, NOW + 9);

        assertThat(read(seen.counted(5))).containsExactly("2 at " + (NOW + 9));
    }

    @Test
    void what_is_no_message_is_not_read() {
        seen.add(7, NOW);
        Buffer whole = seen.counted(5);

        for (int cut = 0; cut < whole.length(); cut++) {
            if (cut != whole.length() - 10) { // a valid message without clicks
                assertThat(SeenClicks.isWhole(whole.slice(0, cut))).as("cut at %d", cut).isFalse();
            }
        }
        assertThat(SeenClicks.isWhole(whole.copy().setByte(0, (byte) 9))).isFalse();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] noise = new byte[random.nextInt(100)];
            random.nextBytes(noise);
            Buffer message = Buffer.buffer(noise);
            if (SeenClicks.isWhole(message)) {
                assertThat(read(message)).as("seed %d", seed).hasSize((noise.length - 17) / 10);
            }
        }
    }

    private static List<String> read(Buffer message) {
        List<String> clicks = new ArrayList<>();
        SeenClicks.read(message, (key, at) -> clicks.add(key + " at " + at));
        return clicks;
    }
}
