package com.afftok.management;

import com.afftok.management.platform.config.ApiConfig;
import com.afftok.management.platform.config.CannotStart;
import com.afftok.management.platform.schema.ApplySchema;
import com.afftok.shared.config.InvalidConfiguration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/// Starts the management API from the environment and stops it on SIGTERM or SIGINT; or, as `token
/// <email>`, prints an access token of somebody, or, as `migrate`, brings the schema up to date,
/// and ends.
///
/// Exit codes: 1 if nobody has the email, 2 if the words are no command, 78 if the configuration is
/// wrong, 69 if the database or the port cannot be had, 1 for what nobody foresaw.
public final class Main {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private Main() {}

    public static void main(String[] args) {
        try {
            if (List.of(args).equals(List.of("migrate"))) {
                ApplySchema.read(System.getenv()).run();
                return;
            }
            ApiConfig config = ApiConfig.read(System.getenv());
            // logback.xml chooses its appender by this name, and knows it in lower case only.
            System.setProperty("LOG_FORMAT", config.logFormat().name().toLowerCase(Locale.ROOT));
            if (args.length > 0) {
                System.exit(command(config, List.of(args)));
            }
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

    /// Returns the exit code.
    private static int command(ApiConfig config, List<String> words) {
        if (words.size() != 2 || !words.getFirst().equals("token")) {
            System.err.println("usage: token <email>, or migrate");
            return WRONG_USAGE;
        }
        Optional<String> token = Api.token(config, words.getLast());
        if (token.isEmpty()) {
            System.err.println("nobody may sign in as " + words.getLast());
            return FAILED;
        }
        System.out.println(token.get());
        return 0;
    }

    /// Ends the process whatever threads an unfinished start has left behind.
    private static void exit(int code, RuntimeException problem) {
        System.err.println(problem.getMessage());
        System.exit(code);
    }
}
