package com.afftok.shared.click;

import static com.afftok.shared.click.ClickBuilder.aClick;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.Seeded;
import com.afftok.shared.click.ClickRecord.Corrupt;
import com.afftok.shared.click.ClickRecord.Read;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DamagedBatchTest {

    private final List<ClickEvent> events = new ArrayList<>();
    private final List<Integer> ends = new ArrayList<>();
    private final byte[] batch;

    DamagedBatchTest() {
        ClickEventWriter writer = new ClickEventWriter();
        for (String agent : List.of("first", "", "ثالث", "x".repeat(200))) {
            ClickEvent event = aClick().visitor(ends.size()).userAgent(agent).build();
            events.add(event);
            writer.append(event);
            ends.add(writer.size());
        }
        batch = writer.toByteArray();
    }

    @Test
    void one_damaged_byte_costs_one_record() {
        for (int at = 0; at < batch.length; at++) {
            for (int damage : new int[] {0x01, 0x80, 0xFF, batch[at] & 0xFF}) {
                if (damage == 0) {
                    continue;
                }
                byte[] damaged = batch.clone();
                damaged[at] ^= (byte) damage;

                List<ClickRecord> records = ClickEventReader.readAll(damaged);

                assertThat(records).as("byte %d ^ %x", at, damage).hasSize(4);
                int hit = recordAt(at);
                for (int i = 0; i < 4; i++) {
                    if (i == hit) {
                        assertThat(records.get(i))
                                .isInstanceOfSatisfying(
                                        Corrupt.class,
                                        corrupt -> {
                                            assertThat(corrupt.offset()).isEqualTo(start(hit));
                                            assertThat(corrupt.length())
                                                    .isEqualTo(ends.get(hit) - start(hit));
                                            assertThat(corrupt.why()).isNotBlank();
                                        });
                    } else {
                        assertThat(records.get(i)).isEqualTo(new Read(events.get(i)));
                    }
                }
            }
        }
    }

    @Test
    void a_cut_end_costs_the_record_that_was_cut() {
        for (int length = 0; length <= batch.length; length++) {
            List<ClickRecord> records = ClickEventReader.readAll(Arrays.copyOf(batch, length));

            int whole = recordAt(length);
            int rest = length - start(whole);
            assertThat(records).as("cut at %d", length).hasSize(whole + (rest > 0 ? 1 : 0));
            assertThat(reads(records)).isEqualTo(events.subList(0, whole));
            if (rest > 0) {
                assertThat(records.getLast()).isEqualTo(new Corrupt(start(whole), rest, why(rest)));
            }
        }
    }

    @Test
    void records_are_counted_up_to_a_cut() {
        for (int length = 0; length <= batch.length; length++) {
            assertThat(ClickEventReader.count(Arrays.copyOf(batch, length)))
                    .as("cut at %d", length)
                    .isEqualTo(recordAt(length));
        }
        assertThat(ClickEventReader.count("no click".getBytes(StandardCharsets.UTF_8))).isZero();
    }

    @Test
    void a_cut_beginning_costs_the_record_that_was_cut() {
        for (int cut = 0; cut <= batch.length; cut++) {
            byte[] rest = Arrays.copyOfRange(batch, cut, batch.length);

            List<ClickRecord> records = ClickEventReader.readAll(rest);

            int first = recordAt(cut);
            boolean clean = cut == start(first);
            int lost = clean ? first : first + 1;
            assertThat(reads(records)).isEqualTo(events.subList(Math.min(lost, 4), 4));
            assertThat(records).hasSize(4 - lost + (clean ? 0 : 1));
        }
    }

    @Test
    void bytes_taken_out_or_put_in_cost_no_neighbour() {
        Seeded.run(
                3000,
                random -> {
                    int from = random.nextInt(batch.length);
                    int to = Math.min(batch.length, from + random.nextInt(40));
                    byte[] junk = new byte[random.nextInt(40)];
                    random.nextBytes(junk);

                    List<ClickRecord> records = ClickEventReader.readAll(spliced(from, to, junk));

                    List<ClickEvent> untouched = new ArrayList<>();
                    for (int i = 0; i < 4; i++) {
                        if (ends.get(i) <= from || start(i) >= to) {
                            untouched.add(events.get(i));
                        }
                    }
                    assertThat(reads(records)).containsAll(untouched);
                    assertThat(events).containsAll(reads(records));
                });
    }

    @Test
    void random_bytes_are_no_clicks() {
        Seeded.run(
                2000,
                random -> {
                    byte[] junk = new byte[random.nextInt(300)];
                    random.nextBytes(junk);
                    sprinkleMarks(random, junk);

                    assertThat(reads(ClickEventReader.readAll(junk))).isEmpty();
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 9, 127, 128, 255})
    void a_version_that_is_not_known_is_reported_and_skipped(int version) {
        byte[] newer = batch.clone();
        newer[ends.get(0) + 2] = (byte) version;
        seal(newer, 1);

        List<ClickRecord> records = ClickEventReader.readAll(newer);

        assertThat(records)
                .containsExactly(
                        new Read(events.get(0)),
                        new Corrupt(
                                ends.get(0),
                                ends.get(1) - ends.get(0),
                                "version " + version + " is not known"),
                        new Read(events.get(2)),
                        new Read(events.get(3)));
    }

    @Test
    void an_intact_record_with_impossible_content_is_reported_and_skipped() {
        int bucket = ends.get(0) + 5 + 40;
        for (int at = ends.get(0) + 5; at < ends.get(1) - 4; at++) {
            for (int value : new int[] {0, 0x7F, 0x80, 0xFF}) {
                byte[] wrong = batch.clone();
                wrong[at] = (byte) value;
                seal(wrong, 1);

                List<ClickRecord> records = ClickEventReader.readAll(wrong);

                assertThat(records).hasSize(4);
                if (at == bucket) {
                    assertThat(records.get(1))
                            .isInstanceOfSatisfying(
                                    Corrupt.class,
                                    corrupt ->
                                            assertThat(corrupt.why())
                                                    .isEqualTo("there is no bucket " + value));
                }
            }
        }
    }

    @Test
    void a_text_cannot_pose_as_a_record() {
        byte[] forged = Arrays.copyOf(batch, ends.get(0));
        StringBuilder text = new StringBuilder();
        for (byte b : forged) {
            text.append((char) (b & 0xFF));
        }
        ClickEventWriter writer = new ClickEventWriter();
        writer.append(aClick().userAgent(text.toString()).build());
        byte[] carrier = writer.toByteArray();
        carrier[4]++;

        assertThat(reads(ClickEventReader.readAll(carrier))).isEmpty();
    }

    private static List<ClickEvent> reads(List<ClickRecord> records) {
        return records.stream()
                .filter(Read.class::isInstance)
                .map(record -> ((Read) record).event())
                .toList();
    }

    private int start(int index) {
        return index == 0 ? 0 : ends.get(index - 1);
    }

    private int recordAt(int offset) {
        int index = 0;
        while (index < ends.size() && ends.get(index) <= offset) {
            index++;
        }
        return index;
    }

    private static String why(int bytes) {
        return bytes == 1 ? "no record begins here" : "the record is cut short";
    }

    private byte[] spliced(int from, int to, byte[] junk) {
        byte[] spliced = new byte[batch.length - (to - from) + junk.length];
        System.arraycopy(batch, 0, spliced, 0, from);
        System.arraycopy(junk, 0, spliced, from, junk.length);
        System.arraycopy(batch, to, spliced, from + junk.length, batch.length - to);
        return spliced;
    }

    private static void sprinkleMarks(Random random, byte[] bytes) {
        for (int i = 0; i + 1 < bytes.length; i += 1 + random.nextInt(20)) {
            bytes[i] = (byte) 0xFF;
            bytes[i + 1] = (byte) 0xC1;
        }
    }

    private void seal(byte[] bytes, int index) {
        CRC32C checksum = new CRC32C();
        int end = ends.get(index) - 4;
        checksum.update(bytes, start(index) + 2, end - start(index) - 2);
        for (int i = 0; i < 4; i++) {
            bytes[end + i] = (byte) (checksum.getValue() >>> (24 - 8 * i));
        }
    }
}
