package com.afftok.local;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;

/// The operator's input: command line, configuration, and all variables, which the services
/// inherit; and the source of secrets.
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
