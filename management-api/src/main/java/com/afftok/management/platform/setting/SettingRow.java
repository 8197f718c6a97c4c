package com.afftok.management.platform.setting;

import io.micronaut.core.annotation.Introspected;

/// A setting that an administrator has made; the value is JSON.
@Introspected
record SettingRow(String name, String value, int version) {}
