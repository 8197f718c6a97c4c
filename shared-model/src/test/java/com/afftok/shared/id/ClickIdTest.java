package com.afftok.shared.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ClickIdTest {

    @Test
    void holds_every_part_at_its_limits() {
        LinkId link = new LinkId(LinkId.MAX);

        ClickId id =
                ClickId.of(
                        ClickId.MAX_MILLIS,
                        link,
                        ClickId.MAX_KEY_ID,
                        ClickId.MAX_INSTANCE,
                        ClickId.MAX_SEQUENCE);

        assertThat(id).isEqualTo(new ClickId(-1, -1));
        assertThat(id.millis()).isEqualTo(ClickId.MAX_MILLIS);
        assertThat(id.link()).isEqualTo(link);
        assertThat(id.keyId()).isEqualTo(31);
        assertThat(id.instance()).isEqualTo(32767);
        assertThat(id.sequence()).isEqualTo(16777215);
    }

    @Test
    void keeps_its_parts_apart() {
        long millis = Instant.parse("2026-03-01T10:15:30.123Z").toEpochMilli();

        ClickId id = ClickId.of(millis, new LinkId(0x12_3456_789AL), 21, 0x2AAA, 0x0F0F0F);

        assertThat(id.millis()).isEqualTo(millis);
        assertThat(id.time()).isEqualTo("2026-03-01T10:15:30.123Z");
        assertThat(id.link().value()).isEqualTo(0x12_3456_789AL);
        assertThat(id.keyId()).isEqualTo(21);
        assertThat(id.instance()).isEqualTo(0x2AAA);
        assertThat(id.sequence()).isEqualTo(0x0F0F0F);
    }

    @Test
    void is_stored_as_a_uuid() {
        ClickId id = ClickId.of(1_772_000_000_000L, new LinkId(7), 1, 2, 3);

        assertThat(ClickId.from(id.uuid())).isEqualTo(id);
        assertThat(id).hasToString(id.uuid().toString());
    }

    @Test
    void refuses_parts_that_do_not_fit() {
        LinkId link = new LinkId(1);

        assertThatIllegalArgumentException().isThrownBy(() -> ClickId.of(-1, link, 1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> ClickId.of(1L << 44, link, 1, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> ClickId.of(0, link, 0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> ClickId.of(0, link, 32, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> ClickId.of(0, link, 1, 32768, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> ClickId.of(0, link, 1, 0, 1 << 24));
    }

    @Test
    void refuses_a_uuid_without_link_or_key() {
        ClickId id = ClickId.of(5, new LinkId(1), 1, 0, 0);

        assertThatIllegalArgumentException().isThrownBy(() -> ClickId.from(new UUID(0, 0)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClickId(id.high(), id.low() & ~(31L << 39)));
    }

    @Test
    void sorts_by_time_first_and_as_unsigned_numbers() {
        ClickId early = ClickId.of(1, new LinkId(LinkId.MAX), 31, 32767, 1 << 23);
        ClickId later = ClickId.of(1L << 43, new LinkId(1), 1, 0, 0);

        assertThat(early).isLessThan(later);
        assertThat(later).isGreaterThan(early);
        assertThat(new ClickId(1, Long.MAX_VALUE)).isLessThan(new ClickId(1, -1));
        assertThat(early).isEqualByComparingTo(ClickId.from(early.uuid()));
    }
}
