package com.afftok.local;

/// The platform cannot start or continue, for a reason that its operator can remove. Only the
/// message is shown.
final class CannotStart extends RuntimeException {

    CannotStart(String message) {
        super(message);
    }

    CannotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
