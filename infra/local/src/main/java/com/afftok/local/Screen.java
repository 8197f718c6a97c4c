package com.afftok.local;

import java.io.PrintStream;

/// The output for the operator.
record Screen(PrintStream out, PrintStream err) {

    private static final int LABEL_WIDTH = 11;

    /// A line of progress.
    void line(String text) {
        out.println(text);
        out.flush();
    }

    /// A line of a table: a label, and what to type or click.
    void entry(String label, String value) {
        line(label + " ".repeat(Math.max(1, LABEL_WIDTH - label.length())) + value);
    }

    /// An error.
    void problem(String message) {
        err.println(message);
        err.flush();
    }
}
