package com.afftok.management.platform.request;

import java.util.List;

/// Thrown by the constructor of a request record with invalid fields, so that no invalid record
/// exists. The answer is `VALID_001` with all problems, as for unreadable JSON.
public final class InvalidRequest extends RuntimeException {

    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // never serialized
    private final List<Detail> problems;

    InvalidRequest(List<Detail> problems) {
        super("invalid: " + problems, null, false, false);
        this.problems = List.copyOf(problems);
    }

    public List<Detail> problems() {
        return problems;
    }
}
