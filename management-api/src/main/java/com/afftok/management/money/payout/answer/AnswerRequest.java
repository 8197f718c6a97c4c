package com.afftok.management.money.payout.answer;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import io.micronaut.serde.annotation.Serdeable;

/// The answer of a bank.
///
/// @param csv read by [ReadAnswers]
@Serdeable
@ExactMembers
record AnswerRequest(String csv) {

    AnswerRequest {
        Fields fields = new Fields();
        csv = fields.present("csv", csv);
        fields.end();
    }
}
