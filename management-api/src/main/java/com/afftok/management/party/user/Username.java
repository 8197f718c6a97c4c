package com.afftok.management.party.user;

import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The names under which users are known to others.
public final class Username {

    private static final int MIN_LENGTH = 3;
    private static final int MAX_LENGTH = 50;
    private static final Pattern FORM =
            Pattern.compile("[A-Za-z0-9_]{" + MIN_LENGTH + "," + MAX_LENGTH + "}");

    private Username() {}

    public static String parse(Fields fields, String field, @Nullable String username) {
        return fields.present(field, parseOrNull(fields, field, username));
    }

    public static @Nullable String parseOrNull(
            Fields fields, String field, @Nullable String username) {
        return fields.matchingOrNull(
                field,
                username,
                FORM,
                Problem.WRONG_FORM,
                MIN_LENGTH,
                MAX_LENGTH,
                "A-Z, a-z, 0-9 and _");
    }
}
