package com.afftok.management.money.payout.cycle;

import com.afftok.management.money.payout.cycle.ScheduleRepository.CycleRow;
import com.afftok.management.money.payout.reserve.Judgement;
import com.afftok.management.money.payout.reserve.ReservePayout;
import com.afftok.management.platform.request.Detail;
import com.afftok.shared.id.AccountId;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The schedules of a promoter, with what each would pay at present.
@Singleton
final class ShowSchedules {

    private final ScheduleRepository schedules;
    private final ReservePayout reserve;
    private final TransactionOperations<Connection> transactions;

    ShowSchedules(
            ScheduleRepository schedules,
            ReservePayout reserve,
            TransactionOperations<Connection> transactions) {
        this.schedules = schedules;
        this.reserve = reserve;
        this.transactions = transactions;
    }

    /// @param last null before the first cycle
    @Serdeable
    record View(
            String currency,
            String every,
            @Nullable Integer day,
            @Nullable Long methodId,
            BigDecimal from,
            @Nullable LocalDate nextOn,
            int version,
            @Nullable Now now,
            @Nullable Last last) {}

    /// What a cycle would request at present.
    ///
    /// @param problem why it would not; null if it would
    @Serdeable
    record Now(
            BigDecimal amount,
            BigDecimal fee,
            BigDecimal withheld,
            BigDecimal net,
            @Nullable Detail problem) {

        static Now of(Judgement judgement) {
            return switch (judgement) {
                case Judgement.Payable payable -> of(payable.figures(), null);
                case Judgement.Refused(_, Detail why, Judgement.Figures figures) ->
                        figures == null
                                ? new Now(
                                        BigDecimal.ZERO,
                                        BigDecimal.ZERO,
                                        BigDecimal.ZERO,
                                        BigDecimal.ZERO,
                                        why)
                                : of(figures, why);
            };
        }

        private static Now of(Judgement.Figures figures, @Nullable Detail problem) {
            return new Now(
                    figures.amount().toBigDecimal(),
                    figures.deductions().fee().toBigDecimal(),
                    figures.deductions().withheld().toBigDecimal(),
                    figures.net().toBigDecimal(),
                    problem);
        }
    }

    /// @param outcome `requested`, or the code of the problem
    @Serdeable
    record Last(LocalDate dueOn, String outcome, @Nullable Long payoutId, Instant at) {

        static Last of(CycleRow row) {
            return new Last(row.dueOn(), row.outcome(), row.payoutId(), row.createdAt());
        }
    }

    @Serdeable
    record All(List<View> schedules) {}

    All of(AccountId promoter) {
        return transactions.executeRead(_ -> {
            Map<String, CycleRow> last =
                    schedules.last(promoter.value()).stream()
                            .collect(Collectors.toMap(CycleRow::currency, Function.identity()));
            return new All(
                    schedules.of(promoter.value()).stream()
                            .map(row -> view(row, last.get(row.currency())))
                            .toList());
        });
    }

    private View view(ScheduleRow row, @Nullable CycleRow last) {
        Long method = row.methodId();
        return new View(
                row.currency(),
                row.every(),
                row.day(),
                method,
                row.from().toBigDecimal(),
                row.nextOn(),
                row.version(),
                method == null
                        ? null
                        : Now.of(reserve.judgeAll(row.promoter(), row.from(), method)),
                last == null ? null : Last.of(last));
    }
}
