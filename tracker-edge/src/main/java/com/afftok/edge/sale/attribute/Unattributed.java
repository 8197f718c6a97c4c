package com.afftok.edge.sale.attribute;

import com.afftok.edge.sale.Report;
import com.afftok.shared.id.AccountId;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// A proven postback that could not be attributed yet, and its encoding in Redis.
///
/// @param parameters as received, without the signature
public record Unattributed(
        AccountId advertiser,
        Report.Mode mode,
        Instant receivedAt,
        Map<String, String> parameters) {

    private static final String FIRST = "unattributed";
    private static final int VERSION = 1;

    public Unattributed {
        parameters = Map.copyOf(parameters);
    }

    /// Distinguishes it from an attributed report.
    public static boolean is(String text) {
        return text.startsWith("{\"" + FIRST + "\":");
    }

    public String transaction() {
        return parameters.getOrDefault("transaction_id", "");
    }

    public String encode() {
        JsonObject sent = new JsonObject();
        parameters.forEach(sent::put);
        return new JsonObject()
                .put(FIRST, VERSION)
                .put("advertiser", advertiser.value())
                .put("mode", mode.name())
                .put("received_at", receivedAt.toString())
                .put("parameters", sent)
                .encode();
    }

    /// Decodes a postback.
    ///
    /// @throws IllegalArgumentException if the text is invalid or of another version
    public static Unattributed decode(String text) {
        try {
            JsonObject json = new JsonObject(text);
            if (json.getInteger(FIRST, 0) == VERSION) {
                return new Unattributed(
                        new AccountId(json.getLong("advertiser")),
                        Report.Mode.valueOf(json.getString("mode")),
                        Instant.parse(json.getString("received_at")),
                        texts(json.getJsonObject("parameters")));
            }
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("no postback", e);
        }
        throw new IllegalArgumentException("a postback of another version");
    }

    static Map<String, String> texts(JsonObject json) {
        Map<String, String> texts = new LinkedHashMap<>();
        json.forEach(entry -> texts.put(entry.getKey(), String.valueOf(entry.getValue())));
        return texts;
    }
}
