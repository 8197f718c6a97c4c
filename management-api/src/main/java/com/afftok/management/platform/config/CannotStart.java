package com.afftok.management.platform.config;

/// The process cannot start with its configuration; the message is one line for the operator.
public final class CannotStart extends RuntimeException {

    /// EX_UNAVAILABLE of sysexits.h: a retry may succeed.
    public static final int EXIT_CODE = 69;

    /// Prefixes the problem with the variable that may have to be changed.
    public CannotStart(String variable, String problem, Throwable cause) {
        super(variable + ": " + problem + ": " + firstLine(cause), cause);
    }

    public CannotStart(String variable, String problem) {
        super(variable + ": " + problem);
    }

    private static String firstLine(Throwable cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
