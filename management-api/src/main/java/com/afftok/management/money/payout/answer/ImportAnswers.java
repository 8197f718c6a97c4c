package com.afftok.management.money.payout.answer;

import com.afftok.management.access.Caller;
import com.afftok.management.money.payout.answer.AnswerRepository.AnsweredRow;
import com.afftok.management.money.payout.answer.AnswerRepository.NetRow;
import com.afftok.management.money.payout.batch.BatchRepository;
import com.afftok.management.money.payout.settle.Fate;
import com.afftok.management.money.payout.settle.SettlePayouts;
import com.afftok.management.platform.answer.Outcome;
import com.afftok.management.platform.csv.LineProblems;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Imports the answer of a bank about a batch. The whole file is checked first; a file with a
/// problem changes nothing.
///
/// Its payouts end in sets of [#TOGETHER], each in one transaction, so that bookings of sales wait
/// for none of them long. After a crash the same file is imported again: what was applied says so.
@Singleton
final class ImportAnswers {

    static final int TOGETHER = 500;

    private final AnswerRepository answers;
    private final BatchRepository batches;
    private final SettlePayouts settle;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    ImportAnswers(
            AnswerRepository answers,
            BatchRepository batches,
            SettlePayouts settle,
            Audit audit,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.answers = answers;
        this.batches = batches;
        this.settle = settle;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// An imported file in the audit log.
    @Serdeable
    record Imported(String sha256, int lines) {}

    Outcome<AnswerView> read(Caller.Admin caller, long batch, String csv) {
        AnsweredRow of = answers.batch(batch).orElse(null);
        if (of == null) {
            return Outcome.refused(ErrorCode.ROUTE_001);
        }
        return switch (ReadAnswers.read(csv, Currency.of(of.currency()))) {
            case ReadAnswers.Result.Unreadable(List<Detail> problems) -> Outcome.invalid(problems);
            case ReadAnswers.Result.Answers(List<AnswerLine> lines) -> {
                List<Detail> problems = problems(of, lines);
                yield problems.isEmpty()
                        ? write(caller, batch, csv, lines)
                        : Outcome.invalid(problems);
            }
        };
    }

    private List<Detail> problems(AnsweredRow batch, List<AnswerLine> lines) {
        Map<Long, BigDecimal> nets =
                answers.payouts(batch.id()).stream()
                        .collect(Collectors.toMap(NetRow::payoutId, NetRow::net));
        Currency currency = Currency.of(batch.currency());
        LineProblems problems = new LineProblems();
        for (AnswerLine line : lines) {
            BigDecimal net = nets.get(line.payout());
            BigDecimal amount = line.amount();
            if (net == null) {
                problems.add(line.line(), AnswerColumns.PAYOUT, Problem.NOT_OF_BATCH);
            } else if (amount != null && amount.compareTo(net) != 0) {
                problems.add(
                        line.line(),
                        AnswerColumns.AMOUNT,
                        Problem.NOT_THE_NET,
                        Money.of(net, currency).toBigDecimal().toPlainString());
            }
        }
        return problems.details();
    }

    private Outcome<AnswerView> write(
            Caller.Admin caller, long batch, String csv, List<AnswerLine> lines) {
        Boolean again = begin(caller, batch, csv, lines.size());
        if (again == null) {
            return Outcome.refused(
                    ErrorCode.PAYOUT_002, Problem.STATUS_IS.with("status", "cancelled"));
        }
        List<Fate> fates = new ArrayList<>();
        for (int i = 0; i < lines.size(); i += TOGETHER) {
            List<AnswerLine> set = lines.subList(i, Math.min(i + TOGETHER, lines.size()));
            fates.addAll(
                    transactions.executeWrite(_ ->
                            settle.settle(
                                    caller.id(),
                                    set.stream().map(AnswerLine::settlement).toList())));
        }
        return new Outcome.Saved<>(AnswerView.of(again, lines, fates));
    }

    /// Records the file, so that its batch is not cancelled any more.
    ///
    /// @return whether it was imported before; null if the batch was cancelled
    private @Nullable Boolean begin(Caller.Admin caller, long batch, String csv, int lines) {
        Instant now = clock.instant();
        byte[] digest = digest(csv);
        return transactions.executeWrite(_ -> {
            if (!batches.answered(batch, now)) {
                return null;
            }
            boolean isNew = answers.add(batch, digest, lines, caller.id().value(), now);
            if (isNew) {
                audit.note(
                        caller,
                        "payout_batch.answer",
                        AuditedObject.of("payout_batch", batch),
                        null,
                        new Imported(HexFormat.of().formatHex(digest), lines));
            }
            return !isNew;
        });
    }

    private static byte[] digest(String csv) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(csv.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
