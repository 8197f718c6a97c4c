package com.afftok.management.trust.review;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
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
