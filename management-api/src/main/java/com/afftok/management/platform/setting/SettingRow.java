package com.afftok.management.platform.setting;

import io.micronaut.core.annotation.Introspected;

/// A changed setting; the value is JSON.
@Introspected
record SettingRow(String name, String value, int version) {}
