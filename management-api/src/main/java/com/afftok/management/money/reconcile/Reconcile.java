package com.afftok.management.money.reconcile;

import com.afftok.management.money.reconcile.comparison.Comparison;
import com.afftok.management.platform.statement.Statements;
import io.micronaut.data.connection.ConnectionDefinition;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Compares all that is kept twice, and stores the result. It reads most of the database, and
/// changes nothing else.
@Singleton
public final class Reconcile {

    /// Of the session, as there is a transaction for each comparison.
    private static final String LOCK =
            "select pg_try_advisory_lock(hashtextextended('reconciliation', 0))";

    private static final String UNLOCK =
            "select pg_advisory_unlock(hashtextextended('reconciliation', 0))";

    private final RunComparison comparisons;
    private final ReconciliationRepository stored;
    private final Statements statements;
    private final ConnectionOperations<Connection> connections;
    private final TransactionOperations<Connection> transactions;
    private final ObjectMapper json;
    private final InstantSource clock;

    Reconcile(
            RunComparison comparisons,
            ReconciliationRepository stored,
            Statements statements,
            ConnectionOperations<Connection> connections,
            TransactionOperations<Connection> transactions,
            ObjectMapper json,
            InstantSource clock) {
        this.comparisons = comparisons;
        this.stored = stored;
        this.statements = statements;
        this.connections = connections;
        this.transactions = transactions;
        this.json = json;
        this.clock = clock;
    }

    /// Empty if another one is in progress.
    public Optional<Reconciliation> run() {
        return connections.execute(
                ConnectionDefinition.DEFAULT,
                _ -> {
                    if (!is(LOCK)) {
                        return Optional.empty();
                    }
                    try {
                        return Optional.of(compareAll());
                    } finally {
                        is(UNLOCK);
                    }
                });
    }

    private boolean is(String statement) {
        return statements.run(
                sql -> sql.resultQuery(statement).fetchSingle().get(0, boolean.class));
    }

    private Reconciliation compareAll() {
        Instant started = clock.instant();
        List<Compared> results = new ArrayList<>();
        for (Comparison comparison : Comparison.all()) {
            results.add(comparisons.run(comparison));
        }
        long compared = results.stream().mapToLong(Compared::compared).sum();
        long differences = results.stream().mapToLong(Compared::differences).sum();
        Instant finished = clock.instant();
        long id =
                transactions.executeWrite(
                        _ -> stored.add(started, finished, compared, differences, text(results)));
        return new Reconciliation(id, started, finished, compared, differences, results);
    }

    /// As JSON.
    public String text(Object results) {
        try {
            return json.writeValueAsString(results);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
