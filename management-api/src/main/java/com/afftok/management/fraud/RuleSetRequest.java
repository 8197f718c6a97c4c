package com.afftok.management.fraud;

import com.afftok.management.answer.Checks;
import com.afftok.management.answer.Failure;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A version to be made.
///
/// @param rules the whole document; its own `version`, if it has one, is replaced by the new number
@Serdeable
record RuleSetRequest(@Nullable Map<String, @Nullable Object> rules, @Nullable String note) {

    List<Failure.Detail> problems() {
        Checks checks = new Checks().present("rules", rules);
        return note == null ? checks.problems() : checks.text("note", note, 0, 500).problems();
    }
}
