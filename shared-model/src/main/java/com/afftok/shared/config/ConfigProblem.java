package com.afftok.shared.config;

/// A problem with one variable; the message contains no secret.
public record ConfigProblem(String variable, String message) {

    @Override
    public String toString() {
        return variable + ": " + message;
    }
}
