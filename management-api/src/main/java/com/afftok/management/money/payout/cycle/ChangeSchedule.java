package com.afftok.management.money.payout.cycle;

import com.afftok.management.access.Caller;
import com.afftok.management.money.payout.method.PayoutMethods;
import com.afftok.management.party.user.MembershipRepository;
import com.afftok.management.platform.answer.Outcome;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.error.ErrorCode;
import com.afftok.shared.id.AccountId;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Sets schedules of payouts, with optimistic locking by version. The first cycle is after today.
@Singleton
final class ChangeSchedule {

    private static final int MOST = 20;

    private final ScheduleRepository schedules;
    private final PayoutMethods methods;
    private final MembershipRepository accounts;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    ChangeSchedule(
            ScheduleRepository schedules,
            PayoutMethods methods,
            MembershipRepository accounts,
            Audit audit,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.schedules = schedules;
        this.methods = methods;
        this.accounts = accounts;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    Outcome<AccountId> change(Caller.Promoter caller, ScheduleChange wanted) {
        return transactions.executeWrite(_ -> {
            AccountId promoter = caller.account();
            accounts.lock(promoter.value());
            Long method = wanted.methodId();
            if (method != null && methods.find(promoter, method).isEmpty()) {
                return Outcome.invalid(List.of(Problem.NOT_A_PAYOUT_METHOD.with("method_id")));
            }
            List<ScheduleRow> all = schedules.of(promoter.value());
            ScheduleRow before =
                    all.stream()
                            .filter(row -> row.currency().equals(wanted.currency()))
                            .findFirst()
                            .orElse(null);
            if (before == null && all.size() >= MOST) {
                return Outcome.refused(
                        ErrorCode.STATE_002, Problem.TOO_MANY.with("currency", MOST));
            }
            ScheduleRow row =
                    new ScheduleRow(
                            promoter.value(),
                            wanted.currency(),
                            wanted.every(),
                            wanted.day(),
                            method,
                            wanted.least(),
                            next(wanted),
                            wanted.version());
            if (schedules.keep(row) == 0) {
                return Outcome.refused(ErrorCode.STATE_001);
            }
            audit.note(
                    caller.user(),
                    "account.payout_schedule_change",
                    AuditedObject.of(promoter),
                    before == null ? null : Noted.of(before),
                    Noted.of(row));
            return new Outcome.Saved<>(promoter);
        });
    }

    private @Nullable LocalDate next(ScheduleChange wanted) {
        if (wanted.every().equals("none")) {
            return null;
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return Rhythm.of(wanted.every(), Objects.requireNonNull(wanted.day())).after(today);
    }

    /// A schedule in the audit log.
    @Serdeable
    record Noted(
            String currency,
            String every,
            @Nullable Integer day,
            @Nullable Long methodId,
            String from) {

        static Noted of(ScheduleRow row) {
            return new Noted(
                    row.currency(), row.every(), row.day(), row.methodId(), row.from().toString());
        }
    }
}
