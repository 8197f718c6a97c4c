package com.afftok.management.money.bonus.rule;

import com.afftok.management.money.bonus.BonusRepository;
import com.afftok.management.money.bonus.BonusRepository.AwardRow;
import com.afftok.management.money.ledger.BookEntries;
import com.afftok.management.platform.answer.DatabaseFailure;
import com.afftok.management.platform.health.Readiness;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.ledger.BusinessEvent;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Awards the bonuses that promoters have reached, some of a rule in a transaction with their
/// bookings, so that a crash awards and books both or neither. A unique key prevents a second award
/// of a month, and any number of instances may run in parallel.
///
/// Conversions of a month may be approved after it, so a month is looked at for [#MONTHS] months
/// more. A bonus stays when its sales are reversed afterwards.
@Singleton
final class AwardBonuses {

    static final int MONTHS = 3;

    private static final Logger LOG = LoggerFactory.getLogger(AwardBonuses.class);
    private static final int RULES = 1000;
    private static final int TOGETHER = 200;

    private final BonusRuleRepository rules;
    private final BonusRepository bonuses;
    private final BookEntries ledger;
    private final TransactionOperations<Connection> transactions;
    private final Readiness readiness;
    private final InstantSource clock;

    AwardBonuses(
            BonusRuleRepository rules,
            BonusRepository bonuses,
            BookEntries ledger,
            TransactionOperations<Connection> transactions,
            Readiness readiness,
            InstantSource clock) {
        this.rules = rules;
        this.bonuses = bonuses;
        this.ledger = ledger;
        this.transactions = transactions;
        this.readiness = readiness;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "1m", fixedDelay = "2m")
    void run() {
        try {
            long last = 0;
            List<Long> some = readiness.isReady() ? next(last) : List.of();
            while (!some.isEmpty() && readiness.isReady()) {
                some.forEach(this::awardAll);
                last = some.getLast();
                some = next(last);
            }
        } catch (CannotGetJdbcConnectionException | DataAccessException | TransactionException e) {
            LOG.atWarn()
                    .addKeyValue("reason", e.getMessage())
                    .log("bonuses could not be awarded, trying again");
        }
    }

    private List<Long> next(long after) {
        return rules.next(after, firstMonth(), RULES);
    }

    private LocalDate firstMonth() {
        return YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC))
                .minusMonths(MONTHS)
                .atDay(1);
    }

    /// A refusal of the database stops this rule alone.
    private void awardAll(long rule) {
        try {
            int awarded = award(rule);
            while (awarded == TOGETHER) {
                awarded = award(rule);
            }
        } catch (DataAccessException e) {
            if (!DatabaseFailure.isRefusal(e)) {
                throw e;
            }
            LOG.atError()
                    .addKeyValue("rule", rule)
                    .addKeyValue("reason", e.getMessage())
                    .log("bonuses of a rule can't be awarded");
        }
    }

    /// How many bonuses were awarded.
    private int award(long rule) {
        return transactions.executeWrite(_ -> {
            AccountId advertiser = new AccountId(rules.lock(rule));
            List<AwardRow> awarded = bonuses.award(rule, firstMonth(), TOGETHER);
            ledger.book(events(advertiser, awarded.stream()));
            return awarded.size();
        });
    }

    private static List<BusinessEvent> events(AccountId advertiser, Stream<AwardRow> awarded) {
        return awarded.<BusinessEvent>map(row ->
                        new BusinessEvent.Awarded(
                                Long.toString(row.id()),
                                advertiser,
                                new AccountId(row.promoterId()),
                                Money.of(row.amount(), Currency.of(row.currency())),
                                row.reason()))
                .toList();
    }
}
