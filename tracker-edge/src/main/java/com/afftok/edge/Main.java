package com.afftok.edge;

import com.afftok.edge.config.EdgeConfig;
import com.afftok.shared.config.ConfigProblem;
import com.afftok.shared.config.Environment;
import com.afftok.shared.config.InvalidConfiguration;
import java.io.IOException;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the edge with the environment's settings until SIGTERM.
public final class Main {

    private static final int BAD_CONFIGURATION = 78;

    private Main() {}

    static void main() {
        EdgeConfig config;
        try {
            config = Environment.read(System.getenv(), Main::configuration);
        } catch (InvalidConfiguration e) {
            e.problems().forEach(Main::report);
            System.exit(BAD_CONFIGURATION);
            return;
        }
        try {
            Edge edge = Edge.start(config);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(edge), "stop"));
        } catch (IOException | RuntimeException e) {
            System.err.println("the edge can't start: " + reason(e));
            LoggerFactory.getLogger(Main.class).debug("the edge can't start", e);
            System.exit(1);
        }
    }

    /// Before the first log line: logback.xml chooses its appender by the format's name, in lower
    /// case.
    private static EdgeConfig configuration(Environment environment) {
        String format = environment.string("LOG_FORMAT", "human");
        System.setProperty("LOG_FORMAT", format.toLowerCase(Locale.ROOT));
        return EdgeConfig.read(environment);
    }

    private static void report(ConfigProblem problem) {
        System.err.println(problem);
    }

    /// The message, or else the exception and its origin.
    static String reason(Exception e) {
        String message = e.getMessage();
        if (message != null && !message.isBlank()) {
            return message;
        }
        StackTraceElement[] stack = e.getStackTrace();
        return stack.length == 0 ? e.toString() : e + " at " + stack[0];
    }

    private static void stop(Edge edge) {
        try {
            edge.stop();
        } catch (IOException e) {
            Logger log = LoggerFactory.getLogger(Main.class);
            log.atError().addKeyValue("cause", e.toString()).log("not stopped cleanly");
        }
    }
}
