package com.afftok.shared.fraud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MandatoryTextTest {

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "Googlebot\\/, googlebot/",
                "[wW]get, wget",
                "[cC]laude[bB]ot, claudebot",
                "AdsBot-Google([^-]|$), adsbot-google",
                "(sistrix|SISTRIX) [cC]rawler, ' crawler'",
                "BlogTraffic\\/\\d\\.\\d+ Feed-Fetcher, ' feed-fetcher'",
                "Current[\\s\\S]*RSS Reader, rss reader",
                "collection@infegy\\.com, collection@infegy.com",
                "^curl, curl",
                "colou?r, colo",
                "ab+cd, ab",
                "ab{2}cd, cd",
                "(?i)(?<!cu)bot(?:$|[^a-z]), bot",
                "[Hh]ea[dD]+less, head",
                "[abc]xyz, xyz",
            })
    void is_what_every_match_contains(String pattern, String text) {
        assertThat(MandatoryText.of(pattern)).containsExactly(text);
    }

    @Test
    void has_one_text_for_each_alternative() {
        assertThat(MandatoryText.of("Automaton|Newsify Feed|a[|]b(c|d)efg"))
                .isEqualTo(List.of("automaton", "newsify feed", "efg"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".*", "ab", "a.b.c", "(bot)", "bot|.*", "[a-z]+bo", "bots?(", "b?o?t?"})
    void refuses_patterns_that_could_not_be_looked_up(String pattern) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AgentPattern.of(AgentPattern.Kind.BOT, "some", pattern));
    }

    @ParameterizedTest
    @CsvSource({
        "Googlebot\\/, Googlebot",
        "^curl, curl",
        "[wW]get, wget",
        "Riddler \\(http:\\/\\/riddler\\.io, Riddler (http://riddler.io",
        "Rigor\\), Rigor",
    })
    void gives_patterns_readable_names(String pattern, String name) {
        assertThat(AgentPattern.nameOf(pattern)).isEqualTo(name);
    }
}
