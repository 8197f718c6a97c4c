package com.afftok.management.platform.read;

import com.afftok.management.access.Caller;
import com.afftok.management.platform.answer.Answers;
import com.afftok.management.platform.answer.DatabaseFailure;
import com.afftok.management.platform.config.ApiConfig;
import com.afftok.management.platform.limit.ClientKeys;
import com.afftok.management.platform.request.Detail;
import com.afftok.shared.error.ErrorCode;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.context.ServerRequestContext;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Runs reads whose size the caller controls: lists, searches, sums.
///
/// Such reads share a part of the connection pool, and each caller has a share of that part, so
/// that no caller can exhaust either. A read that exceeds its limit is cancelled, in the database,
/// too. All statements of a read run in one transaction.
@Singleton
public final class ReadInTime {

    private static final String LIMIT = "select set_config('statement_timeout', ?, true)";

    private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    private final TransactionOperations<Connection> transactions;
    private final ReadShares shares;
    private final ClientKeys clients;
    private final Answers answers;
    private final Duration usual;

    ReadInTime(
            TransactionOperations<Connection> transactions,
            ReadShares shares,
            ClientKeys clients,
            Answers answers,
            ApiConfig config) {
        this.transactions = transactions;
        this.shares = shares;
        this.clients = clients;
        this.answers = answers;
        this.usual = config.database().reads().timeout();
    }

    /// The answer of the read, or the refusal.
    public HttpResponse<?> answer(Supplier<? extends HttpResponse<?>> reading) {
        return answer(ServerRequestContext.currentRequest().orElseThrow(), reading);
    }

    public HttpResponse<?> answer(
            HttpRequest<?> request, Supplier<? extends HttpResponse<?>> reading) {
        return answer(request, usual, null, reading);
    }

    /// The same, for a parameter that decides how much is read.
    ///
    /// @param tooMuch the problem with it if a statement exceeds its limit
    public HttpResponse<?> answer(
            HttpRequest<?> request, Detail tooMuch, Supplier<? extends HttpResponse<?>> reading) {
        return answer(request, usual, tooMuch, reading);
    }

    /// The same, for reads that take longer.
    public HttpResponse<?> answer(
            HttpRequest<?> request,
            Duration patience,
            @Nullable Detail tooMuch,
            Supplier<? extends HttpResponse<?>> reading) {
        String caller = caller(request);
        return switch (shares.enter(caller)) {
            case OWN_SHARE_TAKEN -> answers.busy(request, ErrorCode.RATE_001, RETRY_AFTER);
            case ALL_TAKEN -> answers.busy(request, ErrorCode.DB_002, RETRY_AFTER);
            case ENTERED -> {
                try {
                    yield read(patience, reading);
                } catch (RuntimeException e) {
                    if (!DatabaseFailure.isCutShort(e)) {
                        throw e;
                    }
                    yield tooMuch == null
                            ? answers.busy(request, ErrorCode.DB_002, RETRY_AFTER)
                            : answers.invalid(request, List.of(tooMuch));
                } finally {
                    shares.leave(caller);
                }
            }
        };
    }

    <T> T read(Duration patience, Supplier<T> reading) {
        return transactions.executeRead(transaction -> {
            limitStatements(transaction.getConnection(), patience);
            return reading.get();
        });
    }

    private String caller(HttpRequest<?> request) {
        return switch (Caller.of(request).orElse(null)) {
            case Caller.User user -> "user:" + user.user().value();
            case Caller.Admin admin -> "admin:" + admin.id().value();
            case null -> "address:" + clients.of(request);
        };
    }

    /// For the current transaction.
    private static void limitStatements(Connection connection, Duration patience) {
        try (PreparedStatement limit = connection.prepareStatement(LIMIT)) {
            limit.setString(1, Long.toString(patience.toMillis()));
            limit.execute();
        } catch (SQLException e) {
            throw new DataAccessException("the time of statements could not be limited", e);
        }
    }
}
