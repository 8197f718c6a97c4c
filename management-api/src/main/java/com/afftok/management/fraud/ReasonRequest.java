package com.afftok.management.fraud;

import com.afftok.management.answer.Checks;
import com.afftok.management.answer.ExactMembers;
import com.afftok.management.answer.Failure;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A decision's reason, which whoever comes after can read.
@Serdeable
@ExactMembers
record ReasonRequest(@Nullable String reason) {

    static final int MAX_LENGTH = 500;

    List<Failure.Detail> problems() {
        return new Checks()
                .text("reason", reason, 1, MAX_LENGTH)
                .that(reason == null || !reason.isBlank(), "reason", "must not be blank")
                .problems();
    }
}
