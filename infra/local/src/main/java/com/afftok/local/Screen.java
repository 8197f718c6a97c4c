package com.afftok.local;

import java.io.PrintStream;

/// What the operator sees.
record Screen(PrintStream out, PrintStream err) {

    private static final int LABEL_WIDTH = 11;

    /// One line that says what happens.
    void line(String text) {
        out.println(text);
        out.flush();
    }

    /// A line of a table: what it is, and what to type or click.
    void entry(String label, String value) {
        line(label + " ".repeat(Math.max(1, LABEL_WIDTH - label.length())) + value);
    }

    /// Why it does not work.
    void problem(String message) {
        err.println(message);
        err.flush();
    }
}
