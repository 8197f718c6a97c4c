package com.afftok.edge.click;

import com.afftok.shared.click.ClickEvent;
import com.afftok.shared.click.Tags;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The tags in the query of a tracking link, each cut to what a click keeps; of a name that comes
/// twice, the first. A value whose escapes are broken is taken as it stands: `50%off` is a name of
/// a campaign, too.
final class ReadTags {

    private static final int MAX_CHARS = 100;
    private static final List<String> NAMES =
            List.of(
                    "sub1",
                    "sub2",
                    "sub3",
                    "sub4",
                    "sub5",
                    "source",
                    "utm_source",
                    "utm_medium",
                    "utm_campaign",
                    "utm_term",
                    "utm_content");

    private ReadTags() {}

    static Tags of(@Nullable String query) {
        if (query == null || query.isEmpty()) {
            return Tags.NONE;
        }
        String[] values = new String[NAMES.size()];
        Arrays.fill(values, "");
        int at = 0;
        while (at < query.length()) {
            int end = query.indexOf('&', at);
            end = end < 0 ? query.length() : end;
            int equals = query.indexOf('=', at);
            if (equals > at && equals < end) {
                int name = NAMES.indexOf(query.substring(at, equals));
                if (name >= 0 && values[name].isEmpty()) {
                    values[name] = value(query.substring(equals + 1, end));
                }
            }
            at = end + 1;
        }
        return new Tags(
                values[0],
                values[1],
                values[2],
                values[3],
                values[4],
                values[5],
                values[6],
                values[7],
                values[8],
                values[9],
                values[10]);
    }

    private static String value(String text) {
        return ClickEvent.truncate(decoded(text).replace("\0", ""), MAX_CHARS);
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
