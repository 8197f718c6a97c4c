package com.afftok.management.party.member;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountTitleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Noor Shop                        | “Noor Shop” (AD-1)
                    متجر نور                         | “متجر نور” (AD-1)
                    O'Brien & Söhne, 24              | “O'Brien & Söhne, 24” (AD-1)
                    Noor: https://evil.example/?a=b  | “Noor https evil example a b” (AD-1)
                    mail me@evil.example             | “mail me evil example” (AD-1)
                    evil。example․com                | “evil example com” (AD-1)
                    “Noor” (XX-9)                    | “Noor XX-9” (AD-1)
                    {link} <b>now</b>                | “link b now b” (AD-1)
                    Call +1 900 555 0100             | AD-1
                    Call ٩٠٠٥٥٥                      | AD-1
                    !?.                              | AD-1
                    """)
    void has_what_names_have_and_nothing_that_becomes_a_link(String name, String text) {
        assertThat(new AccountTitle(name, "AD-1").text()).isEqualTo(text);
    }

    @Test
    void has_no_lines_nor_marks_that_turn_the_text_around() {
        assertThat(new AccountTitle("Noor\r\nBcc: a\u202Eb\u200Bc\u0000d", "AD-1").text())
                .isEqualTo("“Noor Bcc a b c d” (AD-1)");
    }

    @Test
    void is_short() {
        String name = "\uD83D\uDE00" + "\uD801\uDC00".repeat(50);

        assertThat(new AccountTitle(name, "AD-1").text())
                .isEqualTo("“" + "\uD801\uDC00".repeat(40) + "…” (AD-1)");
    }

    @Test
    void is_the_code_of_an_account_without_a_name() {
        assertThat(new AccountTitle(null, "AD-1").text()).isEqualTo("AD-1");
    }
}
