package com.afftok.edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.error.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ErrorPageTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|ENGLISH",
                "en|ENGLISH",
                "fr-FR,fr;q=0.9|ENGLISH",
                "*|ENGLISH",
                "ar|ARABIC",
                "AR-sa|ARABIC",
                "ar-SA,ar;q=0.9,en;q=0.8|ARABIC",
                "en-US,en;q=0.9,ar;q=0.8|ENGLISH",
                "fr, en;q=0.3, ar ; q=0.5|ARABIC",
                "ar;q=0, en;q=0.1|ENGLISH",
                "ar;q=often|ENGLISH",
                "arc|ENGLISH",
                ",,;;q=,a|ENGLISH"
            })
    void speaks_the_language_that_the_visitor_prefers(String accepted, PageLanguage language) {
        assertThat(PageLanguage.of(accepted)).isEqualTo(language);
    }

    @Test
    void speaks_english_to_who_says_nothing() {
        assertThat(PageLanguage.of(null)).isEqualTo(PageLanguage.ENGLISH);
    }

    @ParameterizedTest
    @EnumSource(PageLanguage.class)
    void says_what_is_the_matter_and_names_the_request(PageLanguage language) {
        for (ErrorCode code : ErrorCode.values()) {
            String page = ErrorPage.render(code, "req_1a", language).toString();

            assertThat(page)
                    .startsWith("<!doctype html>")
                    .contains("lang=\"" + language.tag + "\" dir=\"" + language.direction + "\"")
                    .contains(PageWords.of(code, language).title())
                    .contains(code.status() + " &middot; " + code + " &middot; req_1a</p>")
                    .endsWith("</html>\n")
                    .doesNotContain("//", "style=", "<style", "<script", "%");
        }
    }
}
