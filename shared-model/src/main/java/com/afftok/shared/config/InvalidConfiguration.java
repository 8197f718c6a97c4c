package com.afftok.shared.config;

import java.util.List;
import java.util.stream.Collectors;

/// The configuration is invalid: all problems, one line each in the message.
public final class InvalidConfiguration extends RuntimeException {

    /// The exit code of a process with an invalid configuration (EX_CONFIG of sysexits.h).
    public static final int EXIT_CODE = 78;

    private final transient List<ConfigProblem> problems;

    InvalidConfiguration(List<ConfigProblem> problems) {
        super(problems.stream().map(ConfigProblem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<ConfigProblem> problems() {
        return problems;
    }
}
