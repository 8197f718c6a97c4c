package com.afftok.management.money.invoice.issue;

import com.afftok.management.platform.request.ExactMembers;
import com.afftok.management.platform.request.Fields;
import com.afftok.management.platform.request.Problem;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A wanted credit note: of an amount before tax, of lines, or else of the rest of the invoice.
@Serdeable
@ExactMembers
record CreditRequest(
        String reason, @Nullable BigDecimal amount, @Nullable List<@Nullable Line> lines) {

    private static final int LONGEST = 500;
    private static final int MOST_LINES = 100;

    /// @param amount before tax; null for the rest of the line
    @Serdeable
    @ExactMembers
    record Line(Integer line, @Nullable BigDecimal amount) {

        Line {
            Fields fields = new Fields();
            line = fields.present("line", line);
            fields.check(line == null || line > 0, "line", Problem.NOT_POSITIVE);
            fields.check(amount == null || amount.signum() > 0, "amount", Problem.NOT_POSITIVE);
            fields.end();
        }
    }

    CreditRequest {
        Fields fields = new Fields();
        reason = fields.name("reason", reason, LONGEST);
        fields.check(amount == null || amount.signum() > 0, "amount", Problem.NOT_POSITIVE);
        fields.check(amount == null || lines == null, "amount", Problem.NOT_WITH, "lines");
        if (lines != null) {
            fields.check(!lines.isEmpty(), "lines", Problem.EMPTY);
            fields.check(lines.size() <= MOST_LINES, "lines", Problem.TOO_MANY, MOST_LINES);
            fields.check(
                    lines.stream().noneMatch(line -> line == null),
                    "lines",
                    Problem.NO_CREDIT_LINE);
        }
        fields.end();
    }
}
