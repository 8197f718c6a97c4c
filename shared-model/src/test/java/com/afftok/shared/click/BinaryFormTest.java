package com.afftok.shared.click;

import static com.afftok.shared.click.ClickBuilder.aClick;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.Seeded;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BinaryFormTest {

    private final ClickEventWriter writer = new ClickEventWriter();

    @Test
    void reads_what_it_wrote() {
        Seeded.run(
                300,
                random -> {
                    List<ClickEvent> events = RandomClicks.clicks(random, random.nextInt(20));
                    writer.reset();

                    events.forEach(writer::append);

                    assertThat(writer.count()).isEqualTo(events.size());
                    assertThat(writer.toByteArray()).hasSize(writer.size());
                    assertThat(ClickEventReader.readAll(writer.toByteArray()))
                            .isEqualTo(events.stream().map(ClickRecord.Read::new).toList());
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a", "é", "سلام", "\uFFFD", "\uFFFF", "\uE000", "\uD7FF", "👩‍👧", "\u0001",
                "\u007F"
            })
    void keeps_texts_of_the_greatest_length(String unit) {
        String header = filled(unit, ClickEvent.MAX_HEADER_LENGTH);
        String name = filled(unit, ClickEvent.MAX_NAME_LENGTH);
        String tag = filled(unit, Tags.MAX_LENGTH);
        ClickEvent event =
                aClick().device(Device.TV, name, name)
                        .address(new byte[16])
                        .userAgent(header)
                        .referrer(header)
                        .tags(Tags.of(tag, tag, tag, tag, tag, tag, tag, tag, tag, tag, tag))
                        .build();

        writer.append(event);

        assertThat(writer.size()).isLessThanOrEqualTo(ClickEventWriter.MAX_RECORD_BYTES);
        assertThat(ClickEventReader.readAll(writer.toByteArray()))
                .containsExactly(new ClickRecord.Read(event));
    }

    @Test
    void keeps_every_code_point() {
        StringBuilder text = new StringBuilder();
        for (int point = 1; point <= Character.MAX_CODE_POINT; point++) {
            text.appendCodePoint(point);
            if (text.length() >= ClickEvent.MAX_HEADER_LENGTH - 1) {
                writer.reset();
                writer.append(aClick().userAgent(text.toString()).build());
                assertThat(onlyEvent(writer.toByteArray()).userAgent())
                        .isEqualTo(storable(text.toString()));
                text.setLength(0);
            }
        }
    }

    @Test
    void replaces_what_postgresql_cannot_store() {
        ClickEvent event =
                aClick().userAgent("\uD83Da\uDE00b\uD83D\uD83D\uDE00c\u0000d")
                        .referrer("plain\uDE00\uD83D")
                        .build();

        writer.append(event);

        ClickEvent read = onlyEvent(writer.toByteArray());
        assertThat(read.userAgent()).isEqualTo("\uFFFDa\uFFFDb\uFFFD\uD83D\uDE00c\uFFFDd");
        assertThat(read.referrer()).isEqualTo("plain\uFFFD\uFFFD");
    }

    @Test
    void writes_utf_8_that_any_decoder_accepts() {
        Seeded.run(
                2000,
                random -> {
                    StringBuilder text = new StringBuilder();
                    for (int i = random.nextInt(200); i > 0; i--) {
                        int bound = new int[] {0x80, 0x800, 0x10000}[random.nextInt(3)];
                        char c = (char) random.nextInt(bound);
                        text.append(random.nextInt(4) == 0 ? (char) (0xD800 | (c & 0x7FF)) : c);
                    }
                    writer.reset();

                    writer.append(aClick().userAgent(text.toString()).build());

                    assertThat(onlyEvent(writer.toByteArray()).userAgent())
                            .isEqualTo(storable(text.toString()));
                });
    }

    @Test
    void starts_afresh_after_a_reset() {
        writer.append(aClick().from("EG").build());
        writer.reset();

        assertThat(writer.count()).isZero();
        assertThat(writer.size()).isZero();
        assertThat(writer.toByteArray()).isEmpty();
        assertThat(ClickEventReader.readAll(writer.toByteArray())).isEmpty();
    }

    @Test
    void grows_with_the_batch() {
        ClickEvent event = aClick().build();

        for (int i = 0; i < 50_000; i++) {
            writer.append(event);
        }

        assertThat(writer.count()).isEqualTo(50_000);
        assertThat(ClickEventReader.readAll(writer.toByteArray())).hasSize(50_000);
    }

    private static ClickEvent onlyEvent(byte[] batch) {
        List<ClickRecord> records = ClickEventReader.readAll(batch);
        assertThat(records).hasSize(1).first().isInstanceOf(ClickRecord.Read.class);
        return ((ClickRecord.Read) records.getFirst()).event();
    }

    /// The code points of a text, with U+FFFD for those that PostgreSQL refuses.
    private static String storable(String text) {
        StringBuilder storable = new StringBuilder();
        text.codePoints()
                .map(point ->
                        point == 0 || Character.getType(point) == Character.SURROGATE
                                ? 0xFFFD
                                : point)
                .forEach(storable::appendCodePoint);
        return storable.toString();
    }

    private static String filled(String unit, int length) {
        return ClickEvent.truncate(unit.repeat(length), length);
    }
}
