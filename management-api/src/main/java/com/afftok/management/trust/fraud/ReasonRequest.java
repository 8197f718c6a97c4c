package com.afftok.management.trust.fraud;

import com.afftok.management.platform.answer.ExactMembers;
import com.afftok.management.platform.answer.Fields;
import io.micronaut.serde.annotation.Serdeable;

/// The reason of a decision, for later readers.
@Serdeable
@ExactMembers
record ReasonRequest(String reason) {

    static final int MAX_LENGTH = 500;

    ReasonRequest {
        Fields fields = new Fields();
        reason = fields.name("reason", reason, MAX_LENGTH);
        fields.end();
    }
}
