package com.afftok.bench;

/// There is nothing to measure, or not all of it can be trusted, for a reason that the one who
/// measures can do something about. The message is all that they are shown.
final class CannotMeasure extends RuntimeException {

    CannotMeasure(String message) {
        super(message);
    }

    CannotMeasure(String message, Throwable cause) {
        super(message, cause);
    }
}
