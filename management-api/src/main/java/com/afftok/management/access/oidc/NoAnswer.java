package com.afftok.management.access.oidc;

/// A provider can't be reached, or its answer can't be used.
final class NoAnswer extends Exception {

    NoAnswer(String why) {
        super(why);
    }

    NoAnswer(String why, Throwable cause) {
        super(why, cause);
    }
}
