package com.afftok.management.access.factor;

import com.afftok.management.platform.request.Fields;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/// A request with a code of the app, or a recovery code.
@Serdeable
public record GivenCode(String code) {

    private static final int LONGEST = 40;

    public GivenCode {
        Fields fields = new Fields();
        code = fields.present("code", parseOrNull(fields, "code", code));
        fields.end();
    }

    public static @Nullable String parseOrNull(Fields fields, String field, @Nullable String code) {
        return fields.textOrNull(field, code, 1, LONGEST);
    }

    /// Omits it.
    @Override
    public String toString() {
        return "GivenCode[]";
    }
}
