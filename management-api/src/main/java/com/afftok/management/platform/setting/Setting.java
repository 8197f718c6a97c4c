package com.afftok.management.platform.setting;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// All settings with their defaults.
public enum Setting {
    PROMOTERS_REGISTER("registration.promoters", "Whether promoters may register.", new Flag(true)),
    ADVERTISERS_REGISTER(
            "registration.advertisers", "Whether advertisers may register.", new Flag(true)),
    LONGEST_SESSION_DAYS(
            "sessions.longest_days",
            "After how many days everybody has to sign in again.",
            new WholeNumber(30, 7, 90)),
    LONGEST_ADMIN_SESSION_HOURS(
            "sessions.longest_admin_hours",
            "After how many hours administrators have to sign in again.",
            new WholeNumber(12, 1, 12));

    private final String label;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // both are records of numbers
    private final Kind kind;

    Setting(String label, String description, Kind kind) {
        this.label = label;
        this.description = description;
        this.kind = kind;
    }

    /// The type of a setting's values.
    sealed interface Kind {}

    record Flag(boolean usual) implements Kind {}

    record WholeNumber(int usual, int min, int max) implements Kind {}

    /// The setting by its name in the API and the database.
    static Optional<Setting> of(String label) {
        return Arrays.stream(values()).filter(setting -> setting.label.equals(label)).findFirst();
    }

    static List<Setting> all() {
        return List.of(values());
    }

    String label() {
        return label;
    }

    String description() {
        return description;
    }

    Kind kind() {
        return kind;
    }
}
