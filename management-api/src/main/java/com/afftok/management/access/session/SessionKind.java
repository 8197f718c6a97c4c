package com.afftok.management.access.session;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a client keeps a session, and for how long.
public enum SessionKind {
    /// The client stores the refresh token.
    TOKENS(null, null),
    /// The refresh token is in a cookie that ends with the browser.
    BROWSER(Duration.ofHours(12), Duration.ofHours(12)),
    /// The refresh token is in a cookie that the browser stores.
    REMEMBERED(Duration.ofDays(30), null);

    private final @Nullable Duration unused;
    private final @Nullable Duration longest;

    SessionKind(@Nullable Duration unused, @Nullable Duration longest) {
        this.unused = unused;
        this.longest = longest;
    }

    static SessionKind of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    boolean inCookie() {
        return this != TOKENS;
    }

    /// The lifetime of a refresh token.
    ///
    /// @param usual that of the configuration
    Duration unused(Duration usual) {
        return unused == null ? usual : unused;
    }

    /// The maximum lifetime of a session.
    ///
    /// @param allowed by the settings
    Duration longest(Duration allowed) {
        return longest == null || longest.compareTo(allowed) > 0 ? allowed : longest;
    }
}
