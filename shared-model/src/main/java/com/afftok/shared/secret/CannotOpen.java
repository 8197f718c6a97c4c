package com.afftok.shared.secret;

/// A sealed secret is damaged, belongs elsewhere, or was sealed with a missing key.
public final class CannotOpen extends RuntimeException {

    CannotOpen(String message) {
        super(message);
    }

    CannotOpen(String message, Throwable cause) {
        super(message, cause);
    }
}
