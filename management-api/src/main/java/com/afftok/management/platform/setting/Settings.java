package com.afftok.management.platform.setting;

import io.micronaut.json.JsonMapper;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;

/// The current settings, read from the database each time, so that a change is effective everywhere
/// at once.
@Singleton
public final class Settings {

    private final SettingRepository settings;
    private final JsonMapper json;

    Settings(SettingRepository settings, JsonMapper json) {
        this.settings = settings;
        this.json = json;
    }

    public boolean isOn(Setting setting) {
        return switch (setting.kind()) {
            case Setting.Flag _ -> value(setting).getBooleanValue();
            case Setting.WholeNumber _, Setting.Word _ -> throw isNone(setting, "flag");
        };
    }

    public int number(Setting setting) {
        return switch (setting.kind()) {
            case Setting.WholeNumber _ -> value(setting).getIntValue();
            case Setting.Flag _, Setting.Word _ -> throw isNone(setting, "number");
        };
    }

    public String text(Setting setting) {
        return switch (setting.kind()) {
            case Setting.Word _ -> value(setting).getStringValue();
            case Setting.Flag _, Setting.WholeNumber _ -> throw isNone(setting, "word");
        };
    }

    private JsonNode value(Setting setting) {
        return settings.find(setting.label())
                .map(row -> read(row.value()))
                .orElse(usual(setting.kind()));
    }

    JsonNode read(String value) {
        try {
            return Objects.requireNonNull(json.readValue(value, JsonNode.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode usual(Setting.Kind kind) {
        return switch (kind) {
            case Setting.Flag flag -> JsonNode.createBooleanNode(flag.usual());
            case Setting.WholeNumber number -> JsonNode.createNumberNode(number.usual());
            case Setting.Word _ -> JsonNode.createStringNode("");
        };
    }

    private static IllegalArgumentException isNone(Setting setting, String kind) {
        return new IllegalArgumentException(setting.label() + " is no " + kind);
    }
}
