package com.afftok.management.trust.fraud;

import com.afftok.management.platform.answer.Fields;
import io.micronaut.serde.annotation.Serdeable;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A new version.
///
/// @param rules the whole document, required; its `version` is replaced by the new number. The type
///   is nullable because Serde otherwise reads an absent map as an empty one
@Serdeable
record RuleSetRequest(@Nullable Map<String, @Nullable Object> rules, String note) {

    private static final int LONGEST_NOTE = 500;

    RuleSetRequest {
        Fields fields = new Fields();
        rules = fields.present("rules", rules);
        note = fields.text("note", Objects.requireNonNullElse(note, ""), 0, LONGEST_NOTE);
        fields.end();
    }
}
