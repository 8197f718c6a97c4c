package com.afftok.shared.secret;

/// A sealed secret was damaged, belongs elsewhere, or was sealed under a key that is missing.
public final class CannotOpen extends RuntimeException {

    CannotOpen(String message) {
        super(message);
    }

    CannotOpen(String message, Throwable cause) {
        super(message, cause);
    }
}
