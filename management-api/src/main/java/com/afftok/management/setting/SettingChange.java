package com.afftok.management.setting;

import com.afftok.management.answer.Checks;
import com.afftok.management.answer.ExactMembers;
import com.afftok.management.answer.Failure;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a setting is to be; what else is shown of it may be sent back, and changes nothing.
///
/// @param version of the setting that the change was made from
@Serdeable
@ExactMembers(besides = {"name", "description", "type", "usual", "min", "max"})
record SettingChange(@Nullable JsonNode value, @Nullable Integer version) {

    private static final int MOST_DIGITS = 10;

    List<Failure.Detail> problems(Setting setting) {
        Checks checks = new Checks().present("version", version).present("value", value);
        if (value != null) {
            switch (setting.kind()) {
                case Setting.Flag _ ->
                        checks.that(value.isBoolean(), "value", "must be true or false");
                case Setting.WholeNumber number ->
                        checks.that(
                                isBetween(value, number.min(), number.max()),
                                "value",
                                "must be a whole number from %d to %d"
                                        .formatted(number.min(), number.max()));
            }
        }
        return checks.problems();
    }

    private static boolean isBetween(JsonNode value, int min, int max) {
        if (!value.isNumber()
                || !value.coerceStringValue().matches("[0-9]{1," + MOST_DIGITS + "}")) {
            return false;
        }
        long number = Long.parseLong(value.coerceStringValue());
        return number >= min && number <= max;
    }
}
