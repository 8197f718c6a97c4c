package com.afftok.shared.config;

/// What is wrong with one variable, in words that never repeat a secret.
public record ConfigProblem(String variable, String message) {

    @Override
    public String toString() {
        return variable + ": " + message;
    }
}
