package com.afftok.local;

/// The words of the operator are none that the program understands. The message says which are.
final class WrongUsage extends RuntimeException {

    WrongUsage(String message) {
        super(message);
    }
}
