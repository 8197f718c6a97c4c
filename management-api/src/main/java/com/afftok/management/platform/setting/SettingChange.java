package com.afftok.management.platform.setting;

import com.afftok.management.platform.answer.ExactMembers;
import com.afftok.management.platform.answer.Failure;
import com.afftok.management.platform.answer.Fields;
import com.afftok.management.platform.answer.Problem;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/// A new value of a setting. Read-only members may be sent back and are ignored.
///
/// @param version of the setting that was changed
@Serdeable
@ExactMembers(besides = {"name", "description", "type", "usual", "min", "max"})
record SettingChange(JsonNode value, Integer version) {

    private static final int MOST_DIGITS = 10;

    SettingChange {
        Fields fields = new Fields();
        version = fields.present("version", version);
        value = fields.present("value", value);
        fields.end();
    }

    List<Failure.Detail> problems(Setting setting) {
        Fields fields = new Fields();
        switch (setting.kind()) {
            case Setting.Flag _ -> fields.check(value.isBoolean(), "value", Problem.NOT_A_BOOLEAN);
            case Setting.WholeNumber(int _, int min, int max) ->
                    fields.check(
                            isBetween(value, min, max), "value", Problem.OUT_OF_RANGE, min, max);
        }
        return fields.problems();
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
