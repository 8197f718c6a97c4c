package com.afftok.management.platform.idempotency;

import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.function.Supplier;

/// The transaction of a request that is done once: all that an idempotent endpoint writes.
///
/// It also notes that the request's key is used up. So the two are true together: of a request
/// whose end nobody has heard of, either nothing is there, or the key says that it was done. A key
/// that somebody else has taken meanwhile, because this request took too long, lets nothing
/// through.
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
