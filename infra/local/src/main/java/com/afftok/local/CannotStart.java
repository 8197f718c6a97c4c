package com.afftok.local;

/// The platform cannot come up, or stay up, for a reason that its operator can do something about.
/// The message is all that they are shown.
final class CannotStart extends RuntimeException {

    CannotStart(String message) {
        super(message);
    }

    CannotStart(String message, Throwable cause) {
        super(message, cause);
    }
}
