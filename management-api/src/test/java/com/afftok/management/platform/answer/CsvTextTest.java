package com.afftok.management.platform.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

final class CsvTextTest {

    @Test
    void a_text_is_no_formula_but_a_number_and_an_exact_text_stay_as_they_are() {
        String csv =
                new CsvText()
                        .row("=cmd", "-5", new BigDecimal("-5.50"), new CsvText.Exact("+966501"))
                        .row("a,b", "say \"x\"", null, 7L)
                        .toString();

        assertThat(csv).isEqualTo("'=cmd,'-5,-5.50,+966501\r\n\"a,b\",\"say \"\"x\"\"\",,7\r\n");
    }
}
