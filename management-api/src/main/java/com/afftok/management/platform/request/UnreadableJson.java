package com.afftok.management.platform.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A body that is not the expected JSON, with the invalid member.
final class UnreadableJson extends IOException {

    private static final int LONGEST_PATH = 200;

    /// Characters of member names that an answer does not repeat.
    private static final Pattern ODD = Pattern.compile("[^A-Za-z0-9_-]");

    private final transient Detail detail;

    UnreadableJson(Detail detail, @Nullable Throwable cause) {
        super(detail.field() + " " + detail.message(), cause);
        this.detail = detail;
    }

    static UnreadableJson of(JsonParser parser, JsonProcessingException refusal) {
        String path = path(parser.getParsingContext());
        if (refusal.getOriginalMessage().startsWith("Duplicate field")) {
            return new UnreadableJson(Problem.REPEATED.with(path), refusal);
        }
        if (refusal instanceof StreamConstraintsException) {
            return new UnreadableJson(Problem.TOO_DEEP.with(path), refusal);
        }
        return new UnreadableJson(Problem.NOT_JSON.with("body"), refusal);
    }

    /// For a number whose exponent is out of range.
    static UnreadableJson number(JsonParser parser, NumberFormatException refusal) {
        return new UnreadableJson(
                Problem.NOT_A_NUMBER.with(path(parser.getParsingContext()), ExactTypes.MOST_DIGITS),
                refusal);
    }

    Detail detail() {
        return detail;
    }

    /// A path such as `rates[1].percent`; `body` for the root.
    private static String path(JsonStreamContext innermost) {
        StringBuilder path = new StringBuilder();
        for (JsonStreamContext step = innermost; step != null; step = step.getParent()) {
            if (step.inArray() && step.hasCurrentIndex()) {
                path.insert(0, "[" + step.getCurrentIndex() + "]");
            } else if (step.inObject() && step.getCurrentName() != null) {
                path.insert(0, "." + ODD.matcher(step.getCurrentName()).replaceAll("?"));
            }
        }
        if (path.isEmpty()) {
            return "body";
        }
        String whole = path.charAt(0) == '.' ? path.substring(1) : path.toString();
        return whole.length() > LONGEST_PATH ? whole.substring(0, LONGEST_PATH) : whole;
    }
}
