package com.afftok.management.platform.edge;

import com.afftok.management.platform.redis.LazyRedis;
import com.afftok.shared.fraud.FraudChange;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notifies the edges of changed rules or blocked networks. It is called after the commit and does
/// not block. An edge that misses it reloads them within a minute.
@Singleton
public final class TellGuards {

    private static final Logger LOG = LoggerFactory.getLogger(TellGuards.class);

    private final LazyRedis redis;

    TellGuards(LazyRedis redis) {
        this.redis = redis;
    }

    public void changed() {
        CompletableFuture<Long> _ =
                redis.connection()
                        .thenCompose(connection ->
                                connection
                                        .async()
                                        .publish(FraudChange.CHANNEL, FraudChange.MESSAGE))
                        .whenComplete((_, failure) -> {
                            if (failure != null) {
                                LOG.atWarn()
                                        .addKeyValue("why", failure.toString())
                                        .log(
                                                "edges were not notified of a change of fraud rules or blocks");
                            }
                        });
    }
}
