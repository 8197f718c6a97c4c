package com.afftok.shared.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.afftok.shared.Seeded;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClickIdsTest {

    private static final LinkId LINK = new LinkId(77);
    private static final long START = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();

    private long now = START;
    private final InstantSource clock = () -> Instant.ofEpochMilli(now);
    private final ClickIds ids = new ClickIds(5, clock);

    @Test
    void carries_time_link_key_and_instance() {
        ClickId id = ids.next(LINK, 3);

        assertThat(id).isEqualTo(ClickId.of(START, LINK, 3, 5, 0));
    }

    @Test
    void counts_within_a_millisecond_and_starts_again_in_the_next() {
        assertThat(ids.next(LINK, 1).sequence()).isZero();
        assertThat(ids.next(LINK, 1).sequence()).isEqualTo(1);
        now++;
        assertThat(ids.next(LINK, 1)).isEqualTo(ClickId.of(START + 1, LINK, 1, 5, 0));
    }

    @Test
    void never_goes_back_when_the_clock_does() {
        ClickId before = ids.next(LINK, 1);
        now -= 3_600_000;

        ClickId after = ids.next(LINK, 1);

        assertThat(after).isEqualTo(ClickId.of(START, LINK, 1, 5, 1)).isGreaterThan(before);
        now = START + 1;
        assertThat(ids.next(LINK, 1).millis()).isEqualTo(START + 1);
    }

    @Test
    void borrows_from_the_next_millisecond_when_the_sequence_is_used_up() {
        ClickIds ids = new ClickIds(5, clock, ClickId.MAX_SEQUENCE - 1);

        assertThat(ids.next(LINK, 1)).isEqualTo(ClickId.of(START, LINK, 1, 5, 16777214));
        assertThat(ids.next(LINK, 1)).isEqualTo(ClickId.of(START, LINK, 1, 5, 16777215));
        assertThat(ids.next(LINK, 1)).isEqualTo(ClickId.of(START + 1, LINK, 1, 5, 0));
        assertThat(ids.next(LINK, 1)).isEqualTo(ClickId.of(START + 1, LINK, 1, 5, 1));
        now++;
        assertThat(ids.next(LINK, 1)).isEqualTo(ClickId.of(START + 1, LINK, 1, 5, 16777214));
    }

    @Test
    void rises_with_any_clock() {
        Seeded.run(
                200,
                random -> {
                    now = START + random.nextInt(1_000_000);
                    ClickIds ids =
                            new ClickIds(random.nextInt(1 << 15), clock, random.nextInt(1 << 24));
                    long last = 0;
                    long latest = 0;

                    for (int i = 0; i < 500; i++) {
                        now += random.nextInt(4) == 0 ? random.nextInt(7) - 3 : 0;
                        latest = Math.max(latest, now);
                        ClickId id = ids.next(LINK, 1);
                        long packed = packed(id);
                        assertThat(packed).isGreaterThan(last);
                        assertThat(id.millis()).isBetween(latest, latest + 1);
                        last = packed;
                    }
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"2042-06-03T09:15:00Z", "2059-10-01T00:00:00Z", "2059-11-03T19:00:00Z"})
    void is_right_for_decades(String time) {
        now = Instant.parse(time).toEpochMilli();
        ClickId previous = ids.next(LINK, 1);
        assertThat(previous.time()).isEqualTo(time);

        for (int i = 0; i < 2000; i++) {
            now += 999;
            ClickId id = ids.next(LINK, 1);
            assertThat(id).isGreaterThan(previous).isEqualTo(ClickId.of(now, LINK, 1, 5, 0));
            previous = id;
        }
    }

    @Test
    void is_right_where_the_sign_of_its_number_changes() {
        now = ClickIds.EPOCH.toEpochMilli() + (1L << 39) - 1;
        ClickId before = ids.next(LINK, 1);
        now++;

        ClickId after = ids.next(LINK, 1);

        assertThat(before.millis()).isEqualTo(now - 1);
        assertThat(after).isEqualTo(ClickId.of(now, LINK, 1, 5, 0)).isGreaterThan(before);
    }

    @Test
    void stops_rather_than_starting_over() {
        now = ClickIds.EPOCH.toEpochMilli() + (1L << 40) - 1;
        assertThat(ids.next(LINK, 1).millis()).isEqualTo(now);
        now++;

        assertThatIllegalStateException().isThrownBy(() -> ids.next(LINK, 1));
    }

    @Test
    void takes_a_clock_that_was_never_set_for_the_epoch() {
        now = 0;

        assertThat(ids.next(LINK, 1).time()).isEqualTo(ClickIds.EPOCH);
        now = START;
        assertThat(ids.next(LINK, 1).millis()).isEqualTo(START);
    }

    @Test
    void refuses_what_does_not_fit_an_id() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ClickIds(-1, clock));
        assertThatIllegalArgumentException().isThrownBy(() -> new ClickIds(1 << 15, clock));
        assertThatIllegalArgumentException().isThrownBy(() -> new ClickIds(0, clock, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new ClickIds(0, clock, 1 << 24));
        assertThatIllegalArgumentException().isThrownBy(() -> ids.next(LINK, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> ids.next(LINK, 32));
    }

    @Test
    void ten_million_ids_of_two_instances_are_unique() throws Exception {
        int each = 2_500_000;
        long start = System.currentTimeMillis();
        List<long[]> made = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<long[]>> running = new ArrayList<>();
            for (int instance = 0; instance < 2; instance++) {
                ClickIds ids = new ClickIds(instance, InstantSource.system());
                running.add(threads.submit(() -> make(ids, each, start)));
                running.add(threads.submit(() -> make(ids, each, start)));
            }
            for (Future<long[]> ids : running) {
                made.add(ids.get());
            }
        }

        long[] all = new long[4 * each];
        for (int i = 0; i < 4; i++) {
            assertThat(isStrictlyRising(made.get(i))).isTrue();
            System.arraycopy(made.get(i), 0, all, i * each, each);
        }
        made.clear();
        Arrays.parallelSort(all);
        assertThat(isStrictlyRising(all)).isTrue();
    }

    private static long[] make(ClickIds ids, int count, long start) {
        long[] made = new long[count];
        for (int i = 0; i < count; i++) {
            ClickId id = ids.next(LINK, 1);
            made[i] = (id.millis() - start) << 25 | (long) id.sequence() << 1 | id.instance();
        }
        return made;
    }

    private static boolean isStrictlyRising(long[] numbers) {
        for (int i = 1; i < numbers.length; i++) {
            if (numbers[i] <= numbers[i - 1]) {
                return false;
            }
        }
        return true;
    }

    private static long packed(ClickId id) {
        return (id.millis() - START + 1_000_000) << 24 | id.sequence();
    }
}
