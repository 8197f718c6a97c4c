package com.afftok.edge.visitor.geo;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Reads what services of this kind answer: a JSON object with a code in it, or the bare code.
final class CountryAnswer {

    private static final List<String> FIELDS =
            List.of("countryCode", "country_code", "country_code2", "country");

    private CountryAnswer() {}

    /// Finds the country in an answer.
    ///
    /// @return the code, or "" if the service knows none
    /// @throws DecodeException if this is no answer of such a service
    static String country(Buffer body) {
        String text = body.toString(StandardCharsets.UTF_8).strip();
        if (!text.startsWith("{")) {
            String code = CountryCode.of(text);
            if (code.isEmpty()) {
                throw new DecodeException("neither JSON nor a country code");
            }
            return code;
        }
        JsonObject answer = new JsonObject(text);
        for (String field : FIELDS) {
            if (answer.getValue(field) instanceof String value) {
                String code = CountryCode.of(value);
                if (!code.isEmpty()) {
                    return code;
                }
            }
        }
        return "";
    }
}
