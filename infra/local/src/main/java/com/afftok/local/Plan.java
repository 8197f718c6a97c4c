package com.afftok.local;

import java.nio.file.Path;
import java.util.Map;

/// What the operator asked for: the command line, the environment as it was read, and all of its
/// variables, which the services inherit.
record Plan(
        LauncherConfiguration configuration,
        Path root,
        boolean demo,
        Map<String, String> variables) {

    Plan {
        variables = Map.copyOf(variables);
    }
}
