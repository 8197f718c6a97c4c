package com.afftok.edge.webhook.delivery;

import com.afftok.shared.macro.MacroText;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/// Replaces the macros of a postback template by URL-encoded values: the macros of tracking links,
/// and every field of the event's data by its name. An unknown macro, or one without a value, is
/// replaced by an empty string. Only path and query are filled: an event never determines the
/// receiver.
final class FillTemplate {

    private FillTemplate() {}

    /// The filled target.
    ///
    /// @param target path and query of the template
    /// @param values the fields of the event's data, all of them as text
    static String of(String target, String event, Instant time, JsonObject values) {
        MacroText template = MacroText.of(target);
        StringBuilder filled = new StringBuilder(target.length() + 64);
        int at = 0;
        for (int i = 0; i < template.names().size(); i++) {
            filled.append(target, at, template.start(i));
            filled.append(encode(value(template.names().get(i), event, time, values)));
            at = template.end(i);
        }
        return filled.append(target, at, target.length()).toString();
    }

    private static @Nullable String value(
            String macro, String event, Instant time, JsonObject values) {
        return switch (macro) {
            case "event" -> event;
            case "timestamp" -> Long.toString(time.getEpochSecond());
            case "date" -> LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
            case "affiliate_id" -> values.getString("promoter_id");
            case "source" -> values.getString("traffic_source");
            case "payout" -> values.getString("payout", values.getString("commission"));
            default -> values.getString(macro);
        };
    }

    /// A space is `%20`, which is valid in path and query.
    private static String encode(@Nullable String value) {
        return value == null
                ? ""
                : URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
