package com.afftok.shared.postback;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.PostbackId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A requested replay in the stream of postbacks. It names the stored postback, whose data is read
/// when it is processed.
///
/// @param askedAt in milliseconds; with the postback it identifies this replay, which is therefore
///   recorded once however often it is read
public record PostbackReplay(AccountId advertiser, PostbackId postback, Instant askedAt) {

    private static final String NUMBER = "(0|[1-9][0-9]{0,17})";
    private static final Pattern FORM =
            Pattern.compile("replay 1 " + NUMBER + " " + NUMBER + " " + NUMBER);
    private static final String BEGINNING = "replay ";

    public PostbackReplay {
        askedAt = askedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /// Distinguishes a replay from a report, which is JSON.
    public static boolean is(String text) {
        return text.startsWith(BEGINNING);
    }

    public String encode() {
        return "replay 1 %d %d %d"
                .formatted(advertiser.value(), postback.value(), askedAt.toEpochMilli());
    }

    /// Decodes a replay.
    ///
    /// @throws IllegalArgumentException if the text is invalid or of another version
    public static PostbackReplay decode(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException("no replay, or one of another version");
        }
        return new PostbackReplay(
                new AccountId(Long.parseLong(parts.group(1))),
                new PostbackId(Long.parseLong(parts.group(2))),
                Instant.ofEpochMilli(Long.parseLong(parts.group(3))));
    }
}
