package com.afftok.edge.click;

import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.Tag;
import com.afftok.shared.click.Tags;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads the tags of a tracking link's query, truncated to the stored length; of duplicate names,
/// the first. A value with invalid escapes is taken literally, such as the campaign name `50%off`.
final class ReadTags {

    private ReadTags() {}

    static Tags of(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return Tags.NONE;
        }
        Map<Tag, String> values = new EnumMap<>(Tag.class);
        int at = 0;
        while (at < query.length()) {
            int end = query.indexOf('&', at);
            end = end < 0 ? query.length() : end;
            int equals = query.indexOf('=', at);
            if (equals > at && equals < end) {
                Tag tag = Tag.find(query.substring(at, equals));
                if (tag != null && values.getOrDefault(tag, "").isEmpty()) {
                    values.put(tag, value(query.substring(equals + 1, end)));
                }
            }
            at = end + 1;
        }
        return values.isEmpty() ? Tags.NONE : Tags.from(tag -> values.getOrDefault(tag, ""));
    }

    private static String value(String text) {
        return ClickEvent.truncate(decoded(text).replace("\0", ""), Tags.MAX_LENGTH);
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
