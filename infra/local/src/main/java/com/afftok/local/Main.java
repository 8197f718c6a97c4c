package com.afftok.local;

import com.afftok.shared.config.Environment;
import com.afftok.shared.config.InvalidConfiguration;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/// `up` runs the platform on this machine until it is stopped; the other commands manage a running
/// one.
public final class Main {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;

    private Main() {}

    public static void main(String[] arguments) {
        // Migrations log through SLF4J; the launcher prints its own messages and has no log.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        Screen screen = new Screen(System.out, System.err);
        int exitCode = run(List.of(arguments), System.getenv(), screen);
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    private static boolean demo(Request.DemoWish wish, LauncherConfiguration configuration) {
        return switch (wish) {
            case YES -> true;
            case NO -> false;
            case UNSAID -> configuration.databaseUrl() == null;
        };
    }

    /// Returns the exit code.
    static int run(List<String> arguments, Map<String, String> variables, Screen screen) {
        try {
            Request request = Request.parse(arguments);
            LauncherConfiguration configuration =
                    Environment.read(variables, e -> LauncherConfiguration.from(e, request.root()));
            boolean demo = !(request instanceof Request.Up up) || demo(up.demo(), configuration);
            Plan plan =
                    new Plan(configuration, request.root(), demo, variables, new SecureRandom());
            switch (request) {
                case Request.Up _ -> new Platform(plan, screen).up();
                case Request.CreateAdmin create ->
                        new Administrators(configuration, plan.random(), screen).create(create);
                case Request.ResetPassword reset ->
                        new Administrators(configuration, plan.random(), screen)
                                .resetPassword(reset);
                case Request.Migrate _ -> Migrate.run(configuration, screen);
                case Request.Demo _ -> ShowDemo.ofRunning(plan, screen);
                case Request.RotateKeys rotate -> RotateKeys.run(plan, rotate.ring(), screen);
                case Request.Reconcile reconcile -> {
                    return RunInApi.run(
                            plan,
                            reconcile.json()
                                    ? List.of("reconcile", "--json")
                                    : List.of("reconcile"));
                }
                case Request.Token token -> {
                    return RunInApi.run(plan, List.of("token", token.email()));
                }
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
