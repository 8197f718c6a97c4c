package com.afftok.management.platform.idempotency;

import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.function.Supplier;

/// The transaction of all writes of an idempotent endpoint.
///
/// It also marks the request's key as used. So after a lost request either nothing was written, or
/// the key shows that it was executed. If another request has acquired the key meanwhile, because
/// this one took too long, the transaction fails.
@Singleton
public final class WriteOnce {

    private final KeyRepository keys;
    private final TransactionOperations<Connection> transactions;

    WriteOnce(KeyRepository keys, TransactionOperations<Connection> transactions) {
        this.keys = keys;
        this.transactions = transactions;
    }

    public <T> T write(Supplier<T> work) {
        TakenKey taken = ServerRequestContext.currentRequest().flatMap(TakenKey::of).orElse(null);
        return transactions.executeWrite(_ -> {
            T done = work.get();
            if (taken != null && keys.use(taken.owner(), taken.key(), taken.at()) != 1) {
                throw new IllegalStateException(
                        "the key of a request was used or taken by another one");
            }
            return done;
        });
    }
}
