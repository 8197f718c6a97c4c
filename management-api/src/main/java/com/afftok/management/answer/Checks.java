package com.afftok.management.answer;

import com.afftok.management.answer.Failure.Detail;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Looks at the fields of one request and gathers what is wrong with them: one problem a field, the
/// first that is found.
public final class Checks {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final String COUNTRY = "must be a country of two capital letters (ISO 3166)";
    private static final int MOST_COUNTRIES = COUNTRIES.size();

    private final List<Detail> problems = new ArrayList<>();

    public List<Detail> problems() {
        return List.copyOf(problems);
    }

    public boolean found() {
        return !problems.isEmpty();
    }

    /// Notes a problem unless something is so.
    public Checks that(boolean so, String field, String otherwise) {
        if (!so && problems.stream().noneMatch(problem -> problem.field().equals(field))) {
            problems.add(new Detail(field, otherwise));
        }
        return this;
    }

    public Checks present(String field, @Nullable Object value) {
        return that(value != null, field, "is required");
    }

    /// A text that must be there, of one line, and of which the database can keep every character.
    public Checks text(String field, @Nullable String value, int min, int max) {
        present(field, value);
        return value == null
                ? this
                : that(
                                value.codePointCount(0, value.length()) >= min
                                        && value.codePointCount(0, value.length()) <= max,
                                field,
                                "must have %d to %d characters".formatted(min, max))
                        .that(
                                isPlain(value),
                                field,
                                "must not have control characters or broken ones");
    }

    /// A secret that must be there; it is compared, never kept, and so may have any characters.
    public Checks secret(String field, @Nullable String value, int max) {
        present(field, value);
        return value == null
                ? this
                : that(
                        !value.isEmpty() && value.length() <= max,
                        field,
                        "must have 1 to %d characters".formatted(max));
    }

    /// A text of a form of its own that must be there.
    ///
    /// @param words what it must be, such as "must be an email address"
    public Checks matches(String field, @Nullable String value, Pattern form, String words) {
        present(field, value);
        return value == null ? this : that(form.matcher(value).matches(), field, words);
    }

    public Checks country(String field, @Nullable String value) {
        present(field, value);
        return value == null ? this : that(COUNTRIES.contains(value), field, COUNTRY);
    }

    public Checks countries(String field, @Nullable Collection<@Nullable String> values) {
        present(field, values);
        return values == null
                ? this
                : that(values.size() <= MOST_COUNTRIES, field, "must not have so many countries")
                        .that(
                                values.stream().allMatch(Checks::isCountry),
                                field,
                                "must be a list of countries of two capital letters (ISO 3166)");
    }

    private static boolean isCountry(@Nullable String value) {
        return value != null && COUNTRIES.contains(value);
    }

    private static boolean isPlain(String value) {
        return value.codePoints().noneMatch(Character::isISOControl)
                && StandardCharsets.UTF_8.newEncoder().canEncode(value);
    }
}
