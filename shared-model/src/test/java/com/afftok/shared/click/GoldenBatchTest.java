package com.afftok.shared.click;

import static com.afftok.shared.click.ClickBuilder.aClick;
import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ClickId;
import com.afftok.shared.id.LinkId;
import com.afftok.shared.id.OfferId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every version stays readable, because Redis and journals may contain it during an upgrade.
class GoldenBatchTest {

    /// The reasons at the time of the golden batch.
    private static final int FIRST_REASONS = (1 << 11) - 1;

    private static final List<ClickEvent> EVENTS = List.of(barest(), ordinary(), fullest());

    @ParameterizedTest
    @ValueSource(ints = {1})
    void reads_every_version(int version) throws IOException {
        List<ClickRecord> records = ClickEventReader.readAll(golden(version));

        assertThat(records).isEqualTo(EVENTS.stream().map(ClickRecord.Read::new).toList());
    }

    @Test
    void writes_the_present_version_byte_for_byte() throws IOException {
        ClickEventWriter writer = new ClickEventWriter();

        EVENTS.forEach(writer::append);

        assertThat(writer.toByteArray()).isEqualTo(golden(Frame.VERSION));
    }

    private static ClickEvent barest() {
        return aClick().id(ClickId.of(0, new LinkId(1), 1, 0, 0))
                .from("")
                .device(Device.UNKNOWN, "", "")
                .address()
                .visitor(0)
                .userAgent("")
                .referrer("")
                .build();
    }

    private static ClickEvent ordinary() {
        return aClick().bucket(Bucket.SUSPICIOUS)
                .scored(30, FraudReason.NO_ACCEPT, FraudReason.MILD_VELOCITY)
                .visitor(-2)
                .tags(Tags.of("blue", "", "", "", "", "story", "tiktok", "", "حملة", "", ""))
                .build();
    }

    private static ClickEvent fullest() {
        String tag = "é".repeat(Tags.MAX_LENGTH);
        byte[] address = {0x20, 0x01, 0x0d, (byte) 0xb8, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
        return new ClickEvent(
                new ClickId(-1, -1),
                new OfferId(Long.MAX_VALUE),
                new AccountId(Long.MAX_VALUE - 1),
                new AccountId(Long.MAX_VALUE - 2),
                Bucket.INACTIVE,
                100,
                FIRST_REASONS,
                Integer.MAX_VALUE,
                "ZZ",
                Device.OTHER,
                "b".repeat(ClickEvent.MAX_NAME_LENGTH),
                "€".repeat(ClickEvent.MAX_NAME_LENGTH),
                address,
                Long.MIN_VALUE,
                "u".repeat(ClickEvent.MAX_HEADER_LENGTH),
                "😀".repeat(ClickEvent.MAX_HEADER_LENGTH / 2),
                Tags.of(tag, tag, tag, tag, tag, tag, tag, tag, tag, tag, tag));
    }

    private static byte[] golden(int version) throws IOException {
        String name = "clicks-v" + version + ".hex";
        try (InputStream file = GoldenBatchTest.class.getResourceAsStream(name)) {
            assertThat(file).as(name).isNotNull();
            String hex = new String(file.readAllBytes(), StandardCharsets.US_ASCII);
            return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
        }
    }
}
