package com.afftok.management;

import com.afftok.management.config.ApiConfig;
import com.afftok.management.config.CannotStart;
import com.afftok.shared.config.InvalidConfiguration;

/// Starts the management API from the environment and stops it on SIGTERM or SIGINT.
///
/// Exit codes: 78 if the configuration is wrong, 69 if the database or the port cannot be had.
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        try {
            Api api = Api.start(ApiConfig.read(System.getenv()));
            Runtime.getRuntime().addShutdownHook(new Thread(api::close, "shutdown"));
        } catch (InvalidConfiguration e) {
            exit(InvalidConfiguration.EXIT_CODE, e);
        } catch (CannotStart e) {
            exit(CannotStart.EXIT_CODE, e);
        }
    }

    /// Ends the process whatever threads an unfinished start has left behind.
    private static void exit(int code, RuntimeException problem) {
        System.err.println(problem.getMessage());
        System.exit(code);
    }
}
