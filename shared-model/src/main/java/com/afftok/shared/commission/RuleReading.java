package com.afftok.shared.commission;

import com.afftok.shared.document.FieldProblem;
import java.util.List;

/// What became of reading a rule.
public sealed interface RuleReading {

    /// It is a good one.
    record Read(CommissionRule rule) implements RuleReading {}

    /// It cannot be a rule, for all these reasons.
    record Refused(List<FieldProblem> problems) implements RuleReading {

        public Refused {
            problems = List.copyOf(problems);
        }
    }
}
