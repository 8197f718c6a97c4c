package com.afftok.local;

import com.afftok.shared.config.Environment;
import com.afftok.shared.config.InvalidConfiguration;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/// `up`: runs the whole platform on this machine until it is told to stop.
public final class Main {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private Main() {}

    public static void main(String[] arguments) {
        // Migrations log through SLF4J; the launcher speaks to its user itself and has no log.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        Screen screen = new Screen(System.out, System.err);
        int exitCode = run(List.of(arguments), System.getenv(), screen);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    private static int run(List<String> arguments, Map<String, String> variables, Screen screen) {
        try {
            Options options = Options.parse(arguments);
            LauncherConfiguration configuration =
                    Environment.read(variables, e -> LauncherConfiguration.from(e, options.root()));
            Plan plan =
                    new Plan(
                            configuration,
                            options.root(),
                            options.demo(),
                            variables,
                            new SecureRandom());
            new Platform(plan, screen).up();
            return 0;
        } catch (InvalidConfiguration problems) {
            screen.problem(String.valueOf(problems.getMessage()));
            return InvalidConfiguration.EXIT_CODE;
        } catch (WrongUsage usage) {
            screen.problem(String.valueOf(usage.getMessage()));
            return WRONG_USAGE;
        } catch (CannotStart failure) {
            screen.problem(String.valueOf(failure.getMessage()));
            return FAILED;
        }
    }

    /// The words after the name of the program.
    record Options(Path root, boolean demo) {

        private static final String USAGE = "usage: up [--root <folder>] [--no-demo]";

        static Options parse(List<String> arguments) {
            Deque<String> words = new ArrayDeque<>(arguments);
            if (!"up".equals(words.pollFirst())) {
                throw new WrongUsage(USAGE);
            }
            Path root = Path.of("");
            boolean demo = true;
            while (!words.isEmpty()) {
                String word = words.removeFirst();
                if (word.equals("--no-demo")) {
                    demo = false;
                } else if (word.equals("--root") && !words.isEmpty()) {
                    root = Path.of(words.removeFirst());
                } else {
                    throw new WrongUsage("up does not know \"" + word + "\"; " + USAGE);
                }
            }
            return new Options(root.toAbsolutePath().normalize(), demo);
        }
    }

    private static final class WrongUsage extends RuntimeException {
        WrongUsage(String message) {
            super(message);
        }
    }
}
