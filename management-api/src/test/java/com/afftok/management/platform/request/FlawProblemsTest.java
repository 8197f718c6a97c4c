package com.afftok.management.platform.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.afftok.shared.document.Flaw;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is wrong with a rule has the same code and sentence in both places.
final class FlawProblemsTest {

    private static final Pattern PARAMETER = Pattern.compile("\\{[a-z_]+}");

    @ParameterizedTest
    @EnumSource(Flaw.class)
    void are_problems_of_the_same_name(Flaw flaw) {
        Object[] names =
                PARAMETER.matcher(flaw.sentence()).results().map(MatchResult::group).toArray();

        assertThat(Problem.of(flaw).with("field", names).message()).isEqualTo(flaw.sentence());
    }
}
