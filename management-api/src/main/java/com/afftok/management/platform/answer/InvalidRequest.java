package com.afftok.management.platform.answer;

import com.afftok.management.platform.answer.Failure.Detail;
import java.util.List;

/// What a request's record throws that is made of invalid fields, so that no invalid record exists.
/// It is answered like JSON that cannot be read: as `VALID_001` with all that is wrong.
public final class InvalidRequest extends RuntimeException {

    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // nobody sends it anywhere
    private final List<Detail> problems;

    InvalidRequest(List<Detail> problems) {
        super("invalid: " + problems, null, false, false);
        this.problems = List.copyOf(problems);
    }

    public List<Detail> problems() {
        return problems;
    }
}
