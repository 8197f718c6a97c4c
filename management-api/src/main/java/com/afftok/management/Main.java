package com.afftok.management;

import com.afftok.management.money.reconcile.Reconcile;
import com.afftok.management.money.reconcile.Reconciliation;
import com.afftok.management.platform.config.ApiConfig;
import com.afftok.management.platform.config.CannotStart;
import com.afftok.management.platform.schema.ApplySchema;
import com.afftok.shared.config.InvalidConfiguration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.slf4j.LoggerFactory;

/// Runs the management API with the environment's settings until SIGTERM or SIGINT; with `token
/// <email>`, prints an access token; with `reconcile`, compares all that is kept twice, with
/// `--json` as JSON; with `migrate`, migrates the schema.
///
/// Exit codes: 1 for an unknown email, for figures that differ, or an unexpected failure, 2 for an
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
            return reconcile(config, Main::print);
        }
        if (words.equals(List.of("reconcile", "--json"))) {
            return reconcile(config, (reconcile, run) -> System.out.println(reconcile.text(run)));
        }
        if (words.size() != 2 || !words.getFirst().equals("token")) {
            System.err.println("usage: token <email>, reconcile [--json], or migrate");
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

    private static int reconcile(ApiConfig config, BiConsumer<Reconcile, Reconciliation> show) {
        Optional<Reconciliation> run = Api.reconcile(config, show);
        if (run.isEmpty()) {
            System.err.println("a reconciliation is in progress, try again later");
            return FAILED;
        }
        return run.get().differences() == 0 ? 0 : FAILED;
    }

    private static void print(Reconcile reconcile, Reconciliation run) {
        run.comparisons().forEach(System.out::println);
        System.out.println(
                run.differences() == 0
                        ? "all figures agree with their rows"
                        : "%d figures differ from their rows".formatted(run.differences()));
    }

    /// Ends the process despite threads that an incomplete start has left.
    private static void exit(int code, RuntimeException problem) {
        System.err.println(problem.getMessage());
        System.exit(code);
    }
}
