package com.afftok.management.money.payout.cycle;

import com.afftok.management.money.payout.RequestPayout;
import com.afftok.management.money.payout.cycle.ScheduleRepository.CycleRow;
import com.afftok.management.money.payout.cycle.ScheduleRepository.Due;
import com.afftok.management.money.payout.reserve.Judgement;
import com.afftok.management.money.payout.reserve.ReservePayout;
import com.afftok.management.party.user.MembershipRepository;
import com.afftok.management.platform.health.Readiness;
import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Requests payouts of schedules whose cycle is due, each in a transaction of its own. Any number
/// of instances may do so in parallel: the lock of the promoter's account lets one of them run a
/// cycle, and the others find it done.
///
/// After an outage, a schedule runs the oldest missed cycle, and none of the others. A cycle that
/// cannot pay says why, and the next one tries again.
@Singleton
final class RunCycles {

    /// How many cycles a run handles.
    static final int MOST = 500;

    private static final Logger LOG = LoggerFactory.getLogger(RunCycles.class);
    private static final Duration RETRY = Duration.ofMinutes(30);

    private final ScheduleRepository schedules;
    private final ReservePayout reserve;
    private final RequestPayout request;
    private final MembershipRepository accounts;
    private final TransactionOperations<Connection> transactions;
    private final Readiness readiness;
    private final InstantSource clock;

    RunCycles(
            ScheduleRepository schedules,
            ReservePayout reserve,
            RequestPayout request,
            MembershipRepository accounts,
            TransactionOperations<Connection> transactions,
            Readiness readiness,
            InstantSource clock) {
        this.schedules = schedules;
        this.reserve = reserve;
        this.request = request;
        this.accounts = accounts;
        this.transactions = transactions;
        this.readiness = readiness;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "45s", fixedDelay = "5m")
    void run() {
        try {
            if (readiness.isReady()) {
                runDue();
            }
        } catch (CannotGetJdbcConnectionException | DataAccessException | TransactionException e) {
            LOG.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("cycles of payouts could not be read, trying again");
        }
    }

    /// How many cycles were run.
    int runDue() {
        Instant now = clock.instant();
        List<Due> due =
                transactions.executeRead(
                        _ -> schedules.due(LocalDate.ofInstant(now, ZoneOffset.UTC), now, MOST));
        int run = 0;
        for (Due one : due) {
            run += runInTurn(one) ? 1 : 0;
        }
        if (run > 0) {
            LOG.atInfo().addKeyValue("cycles", run).log("cycles of payouts were run");
        }
        return run;
    }

    /// A failure delays this cycle alone. Whatever it is, the other promoters are paid.
    private boolean runInTurn(Due due) {
        try {
            return run(due);
        } catch (RuntimeException e) {
            LOG.atError()
                    .addKeyValue("promoter", due.promoterId())
                    .addKeyValue("currency", due.currency())
                    .setCause(e)
                    .log("a cycle of payouts failed, trying again later");
            transactions.executeWrite(_ -> {
                schedules.retry(due, clock.instant().plus(RETRY));
                return due;
            });
            return false;
        }
    }

    /// False if another instance has run it, or the promoter has changed the schedule.
    boolean run(Due due) {
        return transactions.executeWrite(_ -> {
            Instant now = clock.instant();
            LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
            accounts.lock(due.promoterId());
            ScheduleRow schedule = schedules.lock(due, today).orElse(null);
            if (schedule == null) {
                return false;
            }
            schedules.run(schedule, cycle(schedule, now), next(schedule, today));
            return true;
        });
    }

    private CycleRow cycle(ScheduleRow schedule, Instant now) {
        LocalDate dueOn = Objects.requireNonNull(schedule.nextOn());
        long method = Objects.requireNonNull(schedule.methodId());
        return switch (reserve.judgeAll(schedule.promoter(), schedule.from(), method)) {
            case Judgement.Payable payable ->
                    new CycleRow(
                            schedule.currency(),
                            dueOn,
                            "requested",
                            request.requestForCycle(schedule.promoter(), payable).value(),
                            now);
            case Judgement.Refused refused ->
                    new CycleRow(schedule.currency(), dueOn, refused.why().code(), null, now);
        };
    }

    private static LocalDate next(ScheduleRow schedule, LocalDate today) {
        return Rhythm.of(schedule.every(), Objects.requireNonNull(schedule.day())).after(today);
    }
}
