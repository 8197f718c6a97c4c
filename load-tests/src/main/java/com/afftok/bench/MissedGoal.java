package com.afftok.bench;

/// A measurement is reliable, and worse than its goal. The user sees the message alone.
final class MissedGoal extends RuntimeException {

    MissedGoal(String message) {
        super(message);
    }
}
