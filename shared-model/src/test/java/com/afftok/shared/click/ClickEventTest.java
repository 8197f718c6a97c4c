package com.afftok.shared.click;

import static com.afftok.shared.click.ClickBuilder.aClick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.afftok.shared.Seeded;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClickEventTest {

    @Test
    void refuses_texts_beyond_their_limits() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> aClick().userAgent("u".repeat(513)).build())
                .withMessage("user agent has more than 512 characters");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> aClick().referrer("r".repeat(513)).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> aClick().device(Device.TV, "b".repeat(33), "").build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> aClick().device(Device.TV, "", "o".repeat(33)).build());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void refuses_each_tag_beyond_its_limit(int position) {
        String[] tags = new String[Tag.ALL.size()];
        Arrays.fill(tags, "t".repeat(100));
        Tags.of(tags);
        tags[position] = "t".repeat(101);

        assertThatIllegalArgumentException().isThrownBy(() -> Tags.of(tags));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101})
    void refuses_a_score_that_is_no_percentage(int score) {
        assertThatIllegalArgumentException().isThrownBy(() -> aClick().scored(score).build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"S", "sa", "SAU", "S1", "ÄÖ", " "})
    void refuses_what_is_no_country(String country) {
        assertThatIllegalArgumentException().isThrownBy(() -> aClick().from(country).build());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 15, 17})
    void refuses_what_is_no_address(int length) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> aClick().address(new byte[length]).build());
    }

    @Test
    void is_equal_by_content() {
        ClickEvent one = aClick().address((byte) 1, (byte) 2, (byte) 3, (byte) 0).build();
        ClickEvent same = aClick().address((byte) 1, (byte) 2, (byte) 3, (byte) 0).build();
        ClickEvent other = aClick().address((byte) 1, (byte) 2, (byte) 4, (byte) 0).build();

        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same).isNotEqualTo(other);
    }

    @Test
    void differs_from_a_click_that_differs_in_one_component() throws ReflectiveOperationException {
        ClickEvent one = RandomClicks.click(new Random(1));
        ClickEvent other = RandomClicks.click(new Random(2));
        RecordComponent[] components = ClickEvent.class.getRecordComponents();
        Class<?>[] types = Arrays.stream(components).map(c -> c.getType()).toArray(Class[]::new);

        for (int i = 0; i < components.length; i++) {
            Object[] values = new Object[components.length];
            for (int j = 0; j < components.length; j++) {
                values[j] = components[j].getAccessor().invoke(j == i ? other : one);
            }
            assertThat(ClickEvent.class.getConstructor(types).newInstance(values))
                    .as(components[i].getName())
                    .isNotEqualTo(one);
        }
    }

    @Test
    void shows_nothing_about_the_visitor() {
        ClickEvent event = aClick().userAgent("secret-agent").build();

        assertThat(event).hasToString("ClickEvent[" + event.id() + ", valid]");
    }

    @ParameterizedTest
    @CsvSource({"abc, 3, abc", "abc, 4, abc", "abc, 2, ab", "abc, 0, ''", "'', 0, ''"})
    void truncates_to_the_first_characters(String text, int max, String truncated) {
        assertThat(ClickEvent.truncate(text, max)).isEqualTo(truncated);
    }

    @Test
    void never_cuts_a_surrogate_pair() {
        assertThat(ClickEvent.truncate("a😀b", 2)).isEqualTo("a");
        assertThat(ClickEvent.truncate("a😀b", 3)).isEqualTo("a😀");
        assertThat(ClickEvent.truncate("😀", 1)).isEmpty();
        assertThat(ClickEvent.truncate("a\uD83Db", 2)).isEqualTo("a\uD83D");
        Seeded.run(
                2000,
                random -> {
                    String text = RandomClicks.text(random, 60);
                    int max = random.nextInt(61);

                    String truncated = ClickEvent.truncate(text, max);

                    assertThat(text).startsWith(truncated);
                    assertThat(truncated.length()).isLessThanOrEqualTo(max);
                    assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(truncated)).isTrue();
                });
    }
}
