package com.afftok.edge.http;

import org.jspecify.annotations.Nullable;

/// The languages of error pages.
enum PageLanguage {
    ENGLISH("en", "ltr"),
    ARABIC("ar", "rtl");

    private static final int MOST_LANGUAGES = 32;

    final String tag;
    final String direction;

    PageLanguage(String tag, String direction) {
        this.tag = tag;
        this.direction = direction;
    }

    /// The preferred language of an `Accept-Language` header; English by default.
    static PageLanguage of(@Nullable String acceptLanguage) {
        if (acceptLanguage == null) {
            return ENGLISH;
        }
        PageLanguage preferred = ENGLISH;
        double best = 0;
        for (String range : acceptLanguage.split(",", MOST_LANGUAGES)) {
            String[] parts = range.strip().split("\\s*;\\s*q=", 2);
            PageLanguage known = known(parts[0]);
            double quality = parts.length == 1 ? 1 : quality(parts[1]);
            if (known != null && quality > best) {
                preferred = known;
                best = quality;
            }
        }
        return preferred;
    }

    private static @Nullable PageLanguage known(String range) {
        for (PageLanguage language : values()) {
            boolean begins = range.regionMatches(true, 0, language.tag, 0, 2);
            if (begins && (range.length() == 2 || range.charAt(2) == '-')) {
                return language;
            }
        }
        return null;
    }

    private static double quality(String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
