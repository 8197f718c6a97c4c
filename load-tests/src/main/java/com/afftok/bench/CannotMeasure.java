package com.afftok.bench;

/// A measurement is impossible or not reliable, for a reason that the user can remove. The user
/// sees the message alone.
final class CannotMeasure extends RuntimeException {

    CannotMeasure(String message) {
        super(message);
    }

    CannotMeasure(String message, Throwable cause) {
        super(message, cause);
    }
}
