package com.afftok.management.platform.setting;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@Singleton
final class SettingViews {

    private final SettingRepository rows;
    private final Settings settings;

    SettingViews(SettingRepository rows, Settings settings) {
        this.rows = rows;
        this.settings = settings;
    }

    List<SettingView> all() {
        Map<String, SettingRow> made =
                rows.list().stream()
                        .collect(Collectors.toMap(SettingRow::name, Function.identity()));
        return Setting.all().stream()
                .map(setting -> view(setting, made.get(setting.label())))
                .toList();
    }

    SettingView of(Setting setting) {
        return view(setting, rows.find(setting.label()).orElse(null));
    }

    private SettingView view(Setting setting, @Nullable SettingRow row) {
        return row == null
                ? SettingView.of(setting, Settings.usual(setting.kind()), 0)
                : SettingView.of(setting, settings.read(row.value()), row.version());
    }
}
