package com.afftok.management.platform.request;

import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Parses the fields of one request: each method returns the normalized value and collects
/// problems, one per field.
///
/// A record parses its fields in its compact constructor and calls [#end] last, which throws if
/// there are problems. So the value returned for an invalid field is never used. Methods that can
/// return null return it for an absent field alone.
public final class Fields {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern LINE_SPACE = Pattern.compile("[\\n\\r\\t\\u2028\\u2029]");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final int PERCENT_DECIMALS = 4;
    private static final int SCORE_DECIMALS = 2;
    private static final int FIRST_YEAR = 2000;
    private static final int LAST_YEAR = 2199;
    private static final Instant EARLIEST = Instant.parse(FIRST_YEAR + "-01-01T00:00:00Z");
    private static final Instant END = Instant.parse(LAST_YEAR + 1 + "-01-01T00:00:00Z");
    private static final long LARGEST_ID = 999_999_999_999_999_999L;
    private static final BigDecimal LARGEST_AMOUNT = BigDecimal.valueOf(999_999_999_999_999L);

    private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?";

    /// A mailbox in ASCII, within the length limits of mail servers. Quotes, comments and a dot at
    /// the end are refused: with them a mailbox would have several addresses, and more users and
    /// mails than an address may have.
    public static final Pattern EMAIL =
            Pattern.compile(
                    "(?=[^@]{1,64}@.{1,189}$)%1$s(?:\\.%1$s)*@%2$s(?:\\.%2$s)*"
                            .formatted(ATOM, LABEL));

    private final List<Detail> problems = new ArrayList<>();

    /// Ends the parse.
    ///
    /// @throws InvalidRequest if there are problems
    public void end() {
        if (!problems.isEmpty()) {
            throw new InvalidRequest(problems);
        }
    }

    /// The problems so far, for checks that a record cannot do alone.
    public List<Detail> problems() {
        return List.copyOf(problems);
    }

    /// A field that only some operations with this record require.
    ///
    /// @throws InvalidRequest if it is absent
    public static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new InvalidRequest(List.of(Problem.REQUIRED.with(field)));
        }
        return value;
    }

    /// Records a problem if the condition is false.
    public Fields check(boolean so, String field, Problem otherwise, Object... params) {
        if (!so && problems.stream().noneMatch(problem -> problem.field().equals(field))) {
            problems.add(otherwise.with(field, params));
        }
        return this;
    }

    @SuppressWarnings("NullAway") // see above
    public <T> T present(String field, @Nullable T value) {
        check(value != null, field, Problem.REQUIRED);
        return value;
    }

    /// One line of text without characters that the database cannot store.
    public String text(String field, @Nullable String value, int min, int max) {
        return present(field, textOrNull(field, value, min, max));
    }

    public @Nullable String textOrNull(String field, @Nullable String value, int min, int max) {
        if (value != null) {
            int length = value.codePointCount(0, value.length());
            check(length >= min && length <= max, field, Problem.WRONG_LENGTH, min, max)
                    .check(isPlain(value), field, Problem.WRONG_CHARACTERS);
        }
        return value;
    }

    /// One line of text, not blank, trimmed.
    public String name(String field, @Nullable String value, int max) {
        return present(field, nameOrNull(field, value, max));
    }

    public @Nullable String nameOrNull(String field, @Nullable String value, int max) {
        if (value == null) {
            return null;
        }
        textOrNull(field, value, 1, max);
        check(!value.isBlank(), field, Problem.BLANK);
        return value.strip();
    }

    /// Whether it has no characters that reorder or hide others.
    public static boolean isVisible(@Nullable String value) {
        return value == null
                || value.codePoints().noneMatch(c -> Character.getType(c) == Character.FORMAT);
    }

    /// Text that may have several lines.
    public @Nullable String linesOrNull(String field, @Nullable String value, int max) {
        if (value != null) {
            int length = value.codePointCount(0, value.length());
            check(length <= max, field, Problem.TOO_LONG, max)
                    .check(
                            isPlain(LINE_SPACE.matcher(value).replaceAll("")),
                            field,
                            Problem.WRONG_CHARACTERS);
        }
        return value;
    }

    /// A secret may have any characters, because it is compared and never stored.
    public String secret(String field, @Nullable String value, int max) {
        return present(field, secretOrNull(field, value, max));
    }

    public @Nullable String secretOrNull(String field, @Nullable String value, int max) {
        if (value != null) {
            int length = value.codePointCount(0, value.length());
            check(length >= 1 && length <= max, field, Problem.WRONG_LENGTH, 1, max);
        }
        return value;
    }

    public String matching(
            String field,
            @Nullable String value,
            Pattern form,
            Problem otherwise,
            Object... params) {
        return present(field, matchingOrNull(field, value, form, otherwise, params));
    }

    public @Nullable String matchingOrNull(
            String field,
            @Nullable String value,
            Pattern form,
            Problem otherwise,
            Object... params) {
        if (value != null) {
            check(form.matcher(value).matches(), field, otherwise, params);
        }
        return value;
    }

    public String email(String field, @Nullable String value) {
        return matching(field, value, EMAIL, Problem.NOT_AN_EMAIL);
    }

    public String oneOf(String field, @Nullable String value, Collection<String> words) {
        return present(field, oneOfOrNull(field, value, words));
    }

    public @Nullable String oneOfOrNull(
            String field, @Nullable String value, Collection<String> words) {
        check(
                value == null || words.contains(value),
                field,
                Problem.NOT_ONE_OF,
                words.stream().sorted().toList());
        return value;
    }

    /// A boolean of a query.
    public @Nullable Boolean flagOrNull(String field, @Nullable String value) {
        oneOfOrNull(field, value, Set.of("true", "false"));
        return value == null ? null : Boolean.valueOf(value);
    }

    public int between(String field, @Nullable Integer value, int min, int max, int usual) {
        int number = value == null ? usual : value;
        check(number >= min && number <= max, field, Problem.OUT_OF_RANGE, min, max);
        return number;
    }

    public long id(String field, @Nullable Long value) {
        return Objects.requireNonNullElse(present(field, idOrNull(field, value)), 0L);
    }

    public @Nullable Long idOrNull(String field, @Nullable Long value) {
        check(value == null || (value > 0 && value <= LARGEST_ID), field, Problem.NOT_AN_ID);
        return value;
    }

    /// A non-negative amount with no more decimals than its currency has.
    public @Nullable BigDecimal amountOrNull(
            String field, @Nullable BigDecimal value, Currency currency) {
        check(
                value == null || value.compareTo(LARGEST_AMOUNT) <= 0,
                field,
                Problem.TOO_LARGE,
                LARGEST_AMOUNT);
        check(
                value == null || isAmount(value, currency),
                field,
                Problem.NOT_AN_AMOUNT,
                currency.digits());
        return value;
    }

    /// An amount above zero with no more decimals than its currency has.
    public @Nullable BigDecimal positiveOrNull(
            String field, @Nullable BigDecimal value, Currency currency) {
        check(value == null || value.signum() > 0, field, Problem.NOT_POSITIVE);
        return amountOrNull(field, value, currency);
    }

    /// An amount, also a negative one, with no more decimals than its currency has.
    public @Nullable BigDecimal signedOrNull(
            String field, @Nullable BigDecimal value, Currency currency) {
        check(
                value == null || value.abs().compareTo(LARGEST_AMOUNT) <= 0,
                field,
                Problem.TOO_LARGE,
                LARGEST_AMOUNT);
        check(
                value == null || isAmount(value.abs(), currency),
                field,
                Problem.MORE_DECIMALS,
                currency.digits());
        return value;
    }

    public @Nullable BigDecimal percentOrNull(String field, @Nullable BigDecimal value) {
        check(
                value == null || isWithin(value, HUNDRED, PERCENT_DECIMALS),
                field,
                Problem.NOT_A_PERCENTAGE,
                PERCENT_DECIMALS);
        return value;
    }

    /// A score from 0 to 1 in hundredths, as clicks store it.
    public static @Nullable Integer hundredths(@Nullable BigDecimal score) {
        return score == null ? null : score.movePointRight(SCORE_DECIMALS).intValueExact();
    }

    public @Nullable BigDecimal scoreOrNull(String field, @Nullable BigDecimal value) {
        check(
                value == null || isWithin(value, BigDecimal.ONE, SCORE_DECIMALS),
                field,
                Problem.NOT_A_SCORE,
                SCORE_DECIMALS);
        return value;
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

    private static boolean isWithin(BigDecimal value, BigDecimal max, int decimals) {
        return value.signum() >= 0
                && value.compareTo(max) <= 0
                && value.stripTrailingZeros().scale() <= decimals;
    }

    public String country(String field, @Nullable String value) {
        return present(field, countryOrNull(field, value));
    }

    public @Nullable String countryOrNull(String field, @Nullable String value) {
        check(value == null || COUNTRIES.contains(value), field, Problem.NOT_A_COUNTRY);
        return value;
    }

    /// Without duplicates.
    public @Nullable List<String> countriesOrNull(
            String field, @Nullable List<? extends @Nullable String> values) {
        if (values == null) {
            return null;
        }
        int max = COUNTRIES.size();
        check(
                values.size() <= max && values.stream().allMatch(Fields::isCountry),
                field,
                Problem.NOT_COUNTRIES,
                max);
        return distinct(values);
    }

    /// Without duplicates and nulls.
    public static List<String> distinct(@Nullable List<? extends @Nullable String> values) {
        return values == null
                ? List.of()
                : values.stream()
                        .<String>mapMulti((value, kept) -> {
                            if (value != null) {
                                kept.accept(value);
                            }
                        })
                        .distinct()
                        .toList();
    }

    /// A time in the range of the database, of click ids and of plausible input.
    public @Nullable Instant timeOrNull(String field, @Nullable Instant value) {
        check(
                value == null || (!value.isBefore(EARLIEST) && value.isBefore(END)),
                field,
                Problem.OUT_OF_RANGE,
                FIRST_YEAR,
                LAST_YEAR);
        return value;
    }

    private static boolean isCountry(@Nullable String value) {
        return value != null && COUNTRIES.contains(value);
    }

    /// Or is another control character.
    private static boolean endsLine(int character) {
        return Character.isISOControl(character)
                || Character.getType(character) == Character.LINE_SEPARATOR
                || Character.getType(character) == Character.PARAGRAPH_SEPARATOR;
    }

    private static boolean isPlain(String value) {
        return value.codePoints().noneMatch(Fields::endsLine)
                && StandardCharsets.UTF_8.newEncoder().canEncode(value);
    }
}
