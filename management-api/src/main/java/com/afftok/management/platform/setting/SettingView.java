package com.afftok.management.platform.setting;

import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A setting as administrators see it.
///
/// @param type `boolean`, `integer` or `string`
/// @param usual the default
/// @param min and max of a number; null for others
@Serdeable
record SettingView(
        String name,
        String description,
        String type,
        JsonNode value,
        JsonNode usual,
        @Nullable Integer min,
        @Nullable Integer max,
        int version) {

    @Serdeable
    record All(List<SettingView> settings) {}

    static SettingView of(Setting setting, JsonNode value, int version) {
        JsonNode usual = Settings.usual(setting.kind());
        return switch (setting.kind()) {
            case Setting.Flag _ ->
                    new SettingView(
                            setting.label(),
                            setting.description(),
                            "boolean",
                            value,
                            usual,
                            null,
                            null,
                            version);
            case Setting.WholeNumber number ->
                    new SettingView(
                            setting.label(),
                            setting.description(),
                            "integer",
                            value,
                            usual,
                            number.min(),
                            number.max(),
                            version);
            case Setting.Word _ ->
                    new SettingView(
                            setting.label(),
                            setting.description(),
                            "string",
                            value,
                            usual,
                            null,
                            null,
                            version);
        };
    }
}
