package com.afftok.management.money.payout.answer;

import com.afftok.management.platform.statement.Columns;
import com.afftok.management.platform.statement.Statements;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The statements about answers of banks.
@Singleton
final class AnswerRepository {

    private static final Columns<AnsweredRow> BATCH = Columns.of(AnsweredRow.class);
    private static final Columns<NetRow> NET = Columns.of(NetRow.class);

    private static final String ADD =
            """
            insert into payout_answers (batch_id, digest, lines, admin_id, created_at)
            values (?, ?, ?, ?, cast(? as timestamptz))
                on conflict (batch_id, digest) do nothing
            """;

    private final Statements statements;

    AnswerRepository(Statements statements) {
        this.statements = statements;
    }

    /// The batch that is answered.
    @Introspected
    record AnsweredRow(long id, String currency) {}

    /// What a payout of a batch pays.
    @Introspected
    record NetRow(long payoutId, BigDecimal net) {}

    Optional<AnsweredRow> batch(long id) {
        return statements
                .list(
                        BATCH,
                        sql ->
                                sql.resultQuery(
                                        "select id, currency from payout_batches where id = ?", id))
                .stream()
                .findFirst();
    }

    List<NetRow> payouts(long batch) {
        return statements.list(
                NET,
                sql ->
                        sql.resultQuery(
                                """
                                select b.payout_id, p.net
                                  from payout_batch_payouts b
                                  join payouts p on p.id = b.payout_id
                                 where b.batch_id = ?
                                """,
                                batch));
    }

    /// Records a file.
    ///
    /// @return false if the file was imported before
    boolean add(long batch, byte[] digest, int lines, long admin, Instant now) {
        return statements.run(sql -> sql.execute(ADD, batch, digest, lines, admin, now)) == 1;
    }
}
