package com.afftok.edge.guard.rules;

import com.afftok.edge.file.PeriodicLook;
import com.afftok.edge.visitor.agent.Agents;
import com.afftok.shared.fraud.InvalidRules;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Applies a changed file of fraud rules.
///
/// An invalid or missing file is logged once; the previous rules stay in force.
public final class WatchRules extends VerticleBase {

    public static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(WatchRules.class);

    private final Path file;
    private final Duration interval;
    private final CurrentRules rules;
    private final Agents agents;

    /// The last content or failure; null before the first check.
    private @Nullable String seen;

    /// Watches the file, once it is deployed.
    ///
    /// @param rules that were read from the file at the start
    public WatchRules(Path file, Duration interval, CurrentRules rules, Agents agents) {
        this.file = file;
        this.interval = interval;
        this.rules = rules;
        this.agents = agents;
    }

    @Override
    public Future<?> start() {
        PeriodicLook.begin(vertx, interval, () -> seen = refresh(seen));
        return Future.succeededFuture();
    }

    /// @return the content or failure, which is not logged again
    private String refresh(@Nullable String before) {
        String text;
        try {
            text = RulesFile.text(file);
        } catch (IOException e) {
            String failure = "unreadable: " + e;
            if (!failure.equals(before)) {
                log.atWarn()
                        .addKeyValue("file", file)
                        .addKeyValue("why", e)
                        .log("fraud rules unreadable");
            }
            return failure;
        }
        if (!text.equals(before)) {
            putInForce(text);
        }
        return text;
    }

    private void putInForce(String text) {
        try {
            rules.replace(RulesDocument.parse(text), agents);
        } catch (InvalidRules e) {
            log.atWarn()
                    .addKeyValue("file", file)
                    .addKeyValue("problems", e.problems())
                    .log("fraud rules refused");
        }
    }
}
