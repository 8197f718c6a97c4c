package com.afftok.management.party.user;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// PostgreSQL's form of an array, for a parameter that may be null.
public final class TextArray {

    private TextArray() {}

    /// Such as `{SA,AE}`.
    ///
    /// @param codes without characters that need quotes
    public static @Nullable String of(@Nullable List<String> codes) {
        return codes == null ? null : "{" + String.join(",", codes) + "}";
    }
}
