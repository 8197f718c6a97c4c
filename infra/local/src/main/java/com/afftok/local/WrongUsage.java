package com.afftok.local;

/// An invalid command line. The message lists the valid ones.
final class WrongUsage extends RuntimeException {

    WrongUsage(String message) {
        super(message);
    }
}
