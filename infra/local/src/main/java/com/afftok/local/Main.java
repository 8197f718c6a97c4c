package com.afftok.local;

import com.afftok.shared.config.Environment;
import com.afftok.shared.config.InvalidConfiguration;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/// `up` runs the whole platform on this machine until it is told to stop; `admin` looks after the
/// administrators of one that runs.
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

    /// Returns the exit code.
    static int run(List<String> arguments, Map<String, String> variables, Screen screen) {
        try {
            Request request = Request.parse(arguments);
            LauncherConfiguration configuration =
                    Environment.read(variables, e -> LauncherConfiguration.from(e, request.root()));
            SecureRandom random = new SecureRandom();
            switch (request) {
                case Request.Up up ->
                        new Platform(
                                        new Plan(
                                                configuration,
                                                up.root(),
                                                up.demo(),
                                                variables,
                                                random),
                                        screen)
                                .up();
                case Request.CreateAdmin create ->
                        new Administrators(configuration, random, screen).create(create);
                case Request.ResetPassword reset ->
                        new Administrators(configuration, random, screen).resetPassword(reset);
            }
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
}
