package com.afftok.management.answer;

import com.afftok.management.answer.Failure.Detail;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Looks at the fields of one request and gathers what is wrong with them: one problem a field, the
/// first that is found.
public final class Checks {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final String COUNTRY = "must be a country of two capital letters (ISO 3166)";
    private static final Pattern LINE_SPACE = Pattern.compile("[\\n\\r\\t]");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int PERCENT_DECIMALS = 4;
    private static final long LARGEST_ID = 999_999_999_999_999_999L;
    private static final int MOST_COUNTRIES = COUNTRIES.size();

    /// Printable ASCII on both sides, and no longer than mail servers take.
    private static final Pattern EMAIL =
            Pattern.compile("[\\x21-\\x3f\\x41-\\x7e]{1,64}@[A-Za-z0-9.-]{1,189}");

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

    /// A text that may be absent and may have several lines.
    public Checks lines(String field, @Nullable String value, int max) {
        return value == null
                ? this
                : that(
                                value.codePointCount(0, value.length()) <= max,
                                field,
                                "must have at most %d characters".formatted(max))
                        .that(
                                isPlain(LINE_SPACE.matcher(value).replaceAll("")),
                                field,
                                "must not have control characters or broken ones");
    }

    /// One of several words, or absent.
    public Checks oneOf(String field, @Nullable String value, Collection<String> words) {
        return that(
                value == null || words.contains(value),
                field,
                words.stream().sorted().collect(Collectors.joining(", ", "must be one of ", "")));
    }

    public Checks between(String field, @Nullable Integer value, int min, int max) {
        return that(
                value == null || (value >= min && value <= max),
                field,
                "must be from %d to %d".formatted(min, max));
    }

    /// The id of something, or absent.
    public Checks id(String field, @Nullable Long value) {
        return that(
                value == null || (value > 0 && value <= LARGEST_ID),
                field,
                "must be a positive whole number");
    }

    /// An amount of a currency that is not negative and has no more decimals than the currency, or
    /// absent.
    public Checks amount(String field, @Nullable BigDecimal value, Currency currency) {
        return that(
                value == null || isAmount(value, currency),
                field,
                "must not be negative, and have at most %d decimals".formatted(currency.digits()));
    }

    /// A percentage with at most four decimals, or absent.
    public Checks percent(String field, @Nullable BigDecimal value) {
        return that(
                value == null || isPercent(value),
                field,
                "must be from 0 to 100, with at most %d decimals".formatted(PERCENT_DECIMALS));
    }

    private static boolean isAmount(BigDecimal value, Currency currency) {
        if (value.signum() < 0) {
            return false;
        }
        try {
            Money _ = Money.of(value, currency);
            return true;
        } catch (ArithmeticException e) {
            return false;
        }
    }

    private static boolean isPercent(BigDecimal value) {
        return value.signum() >= 0
                && value.compareTo(HUNDRED) <= 0
                && value.stripTrailingZeros().scale() <= PERCENT_DECIMALS;
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

    public Checks email(String field, @Nullable String value) {
        return matches(field, value, EMAIL, "must be an email address");
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
