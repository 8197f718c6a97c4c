package com.afftok.management.platform.setting;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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
            new WholeNumber(12, 1, 12)),
    SANDBOX_PAYS(
            "payouts.sandbox",
            "Whether payouts may be sent to the sandbox, which pays nobody.",
            new Flag(false)),
    TERMS_VERSION(
            "terms.version",
            "The version of the terms of use to which users must consent; empty for none.",
            new Word(40)),
    PRIVACY_VERSION(
            "privacy.version",
            "The version of the privacy policy to which users must consent; empty for none.",
            new Word(40)),
    MARKETING_VERSION(
            "marketing.version",
            "The version of the text by which users may consent to marketing; empty for none.",
            new Word(40)),
    PAYOUTS_NEED_TAX_PROFILE(
            "payouts.need_tax_profile",
            "Whether promoters need a tax profile for payouts.",
            new Flag(false)),
    EXCHANGE_BASE(
            "exchange_rates.base",
            "The currency through which amounts are shown in another, where the two have no rate;"
                    + " empty for none.",
            new Word(3)),
    STALE_RATE_DAYS(
            "exchange_rates.stale_days",
            "After how many days a shown exchange rate is marked as stale.",
            new WholeNumber(7, 1, 90));

    private final String label;
    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // all are records of numbers
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

    /// Letters, digits, dots, underscores and hyphens; by default none.
    record Word(int longest) implements Kind {

        private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]*");

        boolean isOne(String text) {
            return text.length() <= longest && FORM.matcher(text).matches();
        }
    }

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
