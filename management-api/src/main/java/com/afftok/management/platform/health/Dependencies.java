package com.afftok.management.platform.health;

import com.afftok.management.platform.config.MicronautProperties;
import com.afftok.management.platform.redis.LazyRedis;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;

/// The API's dependencies, each with its probe.
@Singleton
final class Dependencies {

    private final Probe database;
    private final Probe redis;

    Dependencies(
            @Named(TaskExecutors.BLOCKING) ExecutorService executor,
            @Named(MicronautProperties.HEALTH) ConnectionOperations<Connection> connections,
            LazyRedis redis) {
        this.database = new Probe(executor, () -> selectOne(connections));
        this.redis = new Probe(executor, () -> ping(redis));
    }

    Probe.Sign database() {
        return database.ask();
    }

    Probe.Sign redis() {
        return redis.ask();
    }

    private static void selectOne(ConnectionOperations<Connection> connections) {
        connections.executeRead(status -> {
            try (Statement statement = status.getConnection().createStatement()) {
                return statement.execute("select 1");
            } catch (SQLException e) {
                throw new IllegalStateException("the database did not answer", e);
            }
        });
    }

    private static void ping(LazyRedis redis) throws ExecutionException, InterruptedException {
        redis.connection().get().async().ping().get();
    }
}
