package com.afftok.shared.macro;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MacroTextTest {

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
                    /a?c={click_id}&n=1, /a?c=<click_id>&n=1
                    {a}{b}, <a><b>
                    {}, <>
                    none, none
                    }{a, }{a
                    {a{b}c}, <a{b>c}
                    {a}{b, <a>{b
                    """)
    void finds_macros_in_their_order(String text, String filled) {
        MacroText parsed = MacroText.of(text);

        StringBuilder found = new StringBuilder();
        int at = 0;
        for (int macro = 0; macro < parsed.names().size(); macro++) {
            found.append(text, at, parsed.start(macro));
            found.append('<').append(parsed.names().get(macro)).append('>');
            at = parsed.end(macro);
        }

        assertThat(found.append(text, at, text.length())).hasToString(filled);
    }
}
