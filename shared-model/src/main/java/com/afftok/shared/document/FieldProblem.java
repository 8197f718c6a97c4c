package com.afftok.shared.document;

/// What is wrong with one field of a document, such as `conditions[0].modifier`.
public record FieldProblem(String field, Flaw.Found found) {

    public String message() {
        return found.message();
    }

    @Override
    public String toString() {
        return field + ": " + message();
    }
}
