package com.afftok.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Runs a benchmark: `clicks`, compared with rivals, `sign-ins`, or `balances`. It starts all
/// servers on this machine, ends them, and deletes their files.
public final class Main {

    private static final int FAILED = 1;
    private static final int WRONG_USAGE = 2;
    private static final Pattern SPACES = Pattern.compile(" +");

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out));
    }

    private static int run(List<String> arguments, PrintStream out) {
        try {
            if (arguments.contains(SignInBench.NAME)) {
                measureSignIns(SignInBench.Options.parse(arguments), out);
            } else if (arguments.contains(BalanceBench.NAME)) {
                measureBalances(BalanceBench.Options.parse(arguments), out);
            } else {
                measureClicks(Options.parse(arguments), Tools.find(variable("PATH")), out);
            }
            return 0;
        } catch (Words.WrongUsage usage) {
            System.err.println(usage.getMessage());
            return WRONG_USAGE;
        } catch (CannotMeasure | MissedGoal | IOException | SQLException failure) {
            System.err.println("bench: " + failure.getMessage());
            return FAILED;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return FAILED;
        }
    }

    private static void measureSignIns(SignInBench.Options options, PrintStream out)
            throws IOException, SQLException, InterruptedException {
        try (Servers servers = Servers.start();
                Children children = Children.in(temporary())) {
            out.println(
                    Machine.here(children, options.root()).words(InstantSource.system().instant()));
            int port = StartApi.start(children, servers, options.root(), jvmOptions());
            new SignInBench(options, port, out).run();
        }
    }

    private static void measureBalances(BalanceBench.Options options, PrintStream out)
            throws IOException, SQLException, InterruptedException {
        try (Servers servers = Servers.start();
                Children children = Children.in(temporary())) {
            out.println(
                    Machine.here(children, options.root()).words(InstantSource.system().instant()));
            int port = StartApi.start(children, servers, options.root(), jvmOptions());
            new BalanceBench(options, servers, children, port, out).run();
        }
    }

    private static void measureClicks(Options options, Tools tools, PrintStream out)
            throws IOException, SQLException, InterruptedException {
        try (Servers servers = Servers.start();
                Children children = Children.in(temporary())) {
            out.println(
                    Machine.here(children, options.root()).words(InstantSource.system().instant()));
            StartEdge.Started edge =
                    StartEdge.start(children, servers, options.root(), jvmOptions());
            List<Contender> contenders = new ArrayList<>();
            contenders.add(edge.contender());
            contenders.addAll(rivals(children, servers, tools, out));
            new ClickBench(
                            options,
                            children,
                            servers,
                            contenders,
                            edge.metrics(),
                            new RunWrk(children, tools.wrk()),
                            out)
                    .run();
        }
    }

    private static List<Contender> rivals(
            Children children, Servers servers, Tools tools, PrintStream out)
            throws IOException, InterruptedException {
        if (tools.lua() == null) {
            out.println("not all rivals are installed. Debian and Ubuntu: " + Tools.INSTALL);
        }
        Path nginx = tools.nginx();
        return nginx == null
                ? List.of()
                : new StartNginx(children, nginx, tools.lua(), servers.redisUrl()).start();
    }

    private static Path temporary() {
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static List<String> jvmOptions() {
        return SPACES.splitAsStream(variable("AFFTOK_CHILD_OPTS"))
                .filter(option -> !option.isEmpty())
                .toList();
    }

    private static String variable(String name) {
        String value = System.getenv(name);
        return value == null ? "" : value;
    }
}
