package com.afftok.management.fraud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.afftok.management.RunningApi;
import com.afftok.management.answer.ReadInTime;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class ReadInTimeTest {

    private final RunningApi api = RunningApi.shared();
    private final RuleSetRepository statements = api.part(RuleSetRepository.class);
    private final ReadInTime read = api.part(ReadInTime.class);

    @Test
    void gives_up_when_it_takes_too_long() throws Exception {
        Optional<String> waited = whileLocked(Duration.ofMillis(50));

        assertThat(waited).isEmpty();
        assertThat(read.read(Duration.ofSeconds(5), statements::lock)).hasValue("");
    }

    @Test
    void hides_no_other_failure() {
        assertThatThrownBy(() ->
                        read.read(
                                Duration.ofSeconds(5),
                                () -> {
                                    statements.activate(1, Instant.EPOCH);
                                    return "written in a transaction that reads";
                                }))
                .isInstanceOf(DataAccessException.class);
    }

    @SuppressWarnings("unchecked")
    private Optional<String> whileLocked(Duration patience) throws Exception {
        TransactionOperations<Connection> transactions = api.part(TransactionOperations.class);
        try (ExecutorService aside = Executors.newVirtualThreadPerTaskExecutor()) {
            return transactions.executeWrite(_ -> {
                statements.lock();
                Future<Optional<String>> waiting =
                        aside.submit(() -> read.read(patience, statements::lock));
                return waiting.get();
            });
        }
    }
}
