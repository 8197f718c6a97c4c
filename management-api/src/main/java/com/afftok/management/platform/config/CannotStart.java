package com.afftok.management.platform.config;

/// The process cannot serve as it was told to; the message is one line for people.
public final class CannotStart extends RuntimeException {

    /// How the process ends (EX_UNAVAILABLE of sysexits.h): another try may help.
    public static final int EXIT_CODE = 69;

    /// Puts what is wrong behind the name of the variable that somebody may have to change.
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
