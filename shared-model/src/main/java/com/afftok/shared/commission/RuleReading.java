package com.afftok.shared.commission;

import com.afftok.shared.document.FieldProblem;
import java.util.List;

/// The result of reading a rule.
public sealed interface RuleReading {

    /// The rule is valid.
    record Read(CommissionRule rule) implements RuleReading {}

    /// The rule is invalid, with all reasons.
    record Refused(List<FieldProblem> problems) implements RuleReading {

        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
