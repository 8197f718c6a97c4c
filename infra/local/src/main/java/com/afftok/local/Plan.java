package com.afftok.local;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;

/// What the operator asked for: the command line, the environment as it was read, and all of its
/// variables, which the services inherit; and where secrets come from.
record Plan(
        LauncherConfiguration configuration,
        Path root,
        boolean demo,
        Map<String, String> variables,
        SecureRandom random) {

    Plan {
        variables = Map.copyOf(variables);
    }
}
