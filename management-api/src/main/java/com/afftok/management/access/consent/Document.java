package com.afftok.management.access.consent;

import com.afftok.management.platform.setting.Setting;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// A document to whose version in force users consent. Administrators set that version.
enum Document {
    TERMS(Setting.TERMS_VERSION, true),
    PRIVACY(Setting.PRIVACY_VERSION, true),
    MARKETING(Setting.MARKETING_VERSION, false);

    /// Their names in the API and the database.
    static final Set<String> LABELS =
            Arrays.stream(values()).map(Document::label).collect(Collectors.toUnmodifiableSet());

    private final Setting version;
    private final boolean required;

    Document(Setting version, boolean required) {
        this.version = version;
        this.required = required;
    }

    static Document of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The setting that holds the version in force.
    Setting version() {
        return version;
    }

    /// Whether nobody may use the platform without. Such a consent ends with the account alone.
    boolean isRequired() {
        return required;
    }
}
