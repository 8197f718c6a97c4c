package com.afftok.management;

import com.afftok.management.config.ApiConfig;
import com.afftok.management.config.CannotStart;
import com.afftok.shared.config.InvalidConfiguration;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/// Starts the management API from the environment and stops it on SIGTERM or SIGINT.
///
/// Exit codes: 78 if the configuration is wrong, 69 if the database or the port cannot be had, 1
/// for what nobody foresaw.
public final class Main {

    private Main() {}

    public static void main(String[] args) {
        try {
            ApiConfig config = ApiConfig.read(System.getenv());
            // logback.xml chooses its appender by this name, and knows it in lower case only.
            System.setProperty("LOG_FORMAT", config.logFormat().name().toLowerCase(Locale.ROOT));
            Api api = Api.start(config);
            Runtime.getRuntime().addShutdownHook(new Thread(api::close, "shutdown"));
        } catch (InvalidConfiguration e) {
            exit(InvalidConfiguration.EXIT_CODE, e);
        } catch (CannotStart e) {
            exit(CannotStart.EXIT_CODE, e);
        } catch (RuntimeException e) {
            LoggerFactory.getLogger(Main.class).error("the start failed unexpectedly", e);
            exit(1, e);
        }
    }

    /// Ends the process whatever threads an unfinished start has left behind.
    private static void exit(int code, RuntimeException problem) {
        System.err.println(problem.getMessage());
        System.exit(code);
    }
}
