package com.afftok.management;

import com.afftok.management.money.reconcile.Difference;
import com.afftok.management.money.reconcile.Reconcile;
import com.afftok.management.platform.config.ApiConfig;
import com.afftok.management.platform.config.CannotStart;
import com.afftok.management.platform.schema.ApplySchema;
import com.afftok.shared.config.InvalidConfiguration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/// Runs the management API with the environment's settings until SIGTERM or SIGINT; with `token
/// <email>`, prints an access token; with `reconcile`, compares the books with the ledger; with
/// `migrate`, migrates the schema.
///
/// Exit codes: 1 for an unknown email, for books that differ, or an unexpected failure, 2 for an
/// unknown command, 69 if the database or the port is unavailable, 78 for an invalid configuration.
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
            // logback.xml chooses its appender by this name, in lower case.
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
        if (words.equals(List.of("reconcile"))) {
            return reconcile(config);
        }
        if (words.size() != 2 || !words.getFirst().equals("token")) {
            System.err.println("usage: token <email>, reconcile, or migrate");
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

    /// Prints each difference on a line.
    private static int reconcile(ApiConfig config) {
        Optional<List<Difference>> found = Api.reconcile(config);
        if (found.isEmpty()) {
            System.err.println("a comparison is in progress, try again later");
            return FAILED;
        }
        List<Difference> differences = found.get();
        differences.forEach(System.out::println);
        if (differences.size() == Reconcile.MOST) {
            System.out.println("there may be more differences");
        }
        System.out.println(
                differences.isEmpty()
                        ? "the books agree with the ledger"
                        : "the books differ from the ledger");
        return differences.isEmpty() ? 0 : FAILED;
    }

    /// Ends the process despite threads that an incomplete start has left.
    private static void exit(int code, RuntimeException problem) {
        System.err.println(problem.getMessage());
        System.exit(code);
    }
}
