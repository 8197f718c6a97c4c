package com.afftok.management.sale.decision.bulk;

import com.afftok.management.platform.answer.DatabaseFailure;
import com.afftok.management.platform.health.Readiness;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.sale.decision.Actor;
import com.afftok.management.sale.decision.Decision;
import com.afftok.management.sale.decision.Decision.Verdict;
import com.afftok.management.sale.decision.LockedConversion;
import com.afftok.management.sale.decision.MoveConversion;
import com.afftok.management.sale.decision.MoveConversion.Change;
import com.afftok.management.sale.order.ListedConversions.Listed;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.id.ConversionId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries out decisions in bulk, in steps of [#TOGETHER] conversions: a step moves them and
/// records their fate in one transaction, so that it happens wholly or not at all, and a crash
/// repeats nothing.
///
/// Several instances share the work. A step that the database refuses is repeated with one
/// conversion at a time; a conversion that is still refused is recorded as failed, so that it
/// doesn't stop the others.
@Singleton
final class RunBulk {

    static final int TOGETHER = 200;

    private static final Logger LOG = LoggerFactory.getLogger(RunBulk.class);

    private final BulkRepository bulks;
    private final MoveConversion conversions;
    private final TransactionOperations<Connection> transactions;
    private final Readiness readiness;
    private final ObjectMapper json;
    private final InstantSource clock;
    private boolean away;

    RunBulk(
            BulkRepository bulks,
            MoveConversion conversions,
            TransactionOperations<Connection> transactions,
            Readiness readiness,
            ObjectMapper json,
            InstantSource clock) {
        this.bulks = bulks;
        this.conversions = conversions;
        this.transactions = transactions;
        this.readiness = readiness;
        this.json = json;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "1s", fixedDelay = "500ms")
    void run() {
        try {
            boolean more = readiness.isReady();
            while (more) {
                more = step() && readiness.isReady();
            }
            away = false;
        } catch (CannotGetJdbcConnectionException | DataAccessException | TransactionException e) {
            if (!away) {
                away = true;
                LOG.atWarn()
                        .addKeyValue("reason", e.getMessage())
                        .log("decisions in bulk can't be carried out, trying again");
            }
        }
    }

    /// Whether conversions were decided.
    private boolean step() {
        Optional<BulkRow> next = bulks.next();
        if (next.isEmpty()) {
            return false;
        }
        BulkRow bulk = next.get();
        List<Long> ids = bulks.open(bulk.id(), TOGETHER);
        try {
            return decide(bulk, ids);
        } catch (DataAccessException e) {
            if (!DatabaseFailure.isRefusal(e)) {
                throw e;
            }
            ids.forEach(id -> decideAlone(bulk, id));
            return true;
        }
    }

    private void decideAlone(BulkRow bulk, long id) {
        try {
            boolean _ = decide(bulk, List.of(id));
        } catch (DataAccessException e) {
            if (!DatabaseFailure.isRefusal(e)) {
                throw e;
            }
            LOG.atError()
                    .addKeyValue("decision", bulk.id())
                    .addKeyValue("conversion", id)
                    .addKeyValue("reason", e.getMessage())
                    .log("a conversion can't be moved");
            bulks.settle(bulk.id(), List.of(new ItemRow(id, Fate.FAILED.label(), null)));
        }
    }

    /// Decides those conversions that no other instance has decided meanwhile, or is about to.
    private boolean decide(BulkRow bulk, List<Long> ids) {
        return transactions.executeWrite(_ -> {
            Map<Long, Listed> open =
                    bulks.lock(bulk.id(), ids).stream()
                            .collect(Collectors.toMap(Listed::conversionId, Function.identity()));
            List<LockedConversion> locked =
                    conversions.lock(
                            open.keySet().stream().map(ConversionId::new).toList(),
                            bulk.advertiserId() == null
                                    ? null
                                    : new AccountId(bulk.advertiserId()));
            Map<Long, ItemRow> fates = new HashMap<>();
            List<Change> changes = new ArrayList<>();
            for (LockedConversion conversion : locked) {
                long id = conversion.id().value();
                Decision decision =
                        Decision.of(bulk.decision(), worth(Objects.requireNonNull(open.get(id))));
                fates.put(id, fate(id, decision.on(conversion), changes));
            }
            if (!changes.isEmpty()) {
                conversions.write(actor(bulk), changes, bulk.reason());
            }
            bulks.settle(
                    bulk.id(),
                    open.keySet().stream().map(id -> fates.getOrDefault(id, unknown(id))).toList());
            bulks.stepped(bulk.id(), clock.instant());
            return !open.isEmpty();
        });
    }

    private ItemRow fate(long id, Verdict verdict, List<Change> changes) {
        return switch (verdict) {
            case Verdict.Allowed(List<Change> allowed) -> {
                changes.addAll(allowed);
                yield new ItemRow(id, Fate.MOVED.label(), null);
            }
            case Verdict.Nothing _ -> new ItemRow(id, Fate.UNCHANGED.label(), null);
            case Verdict.Impossible(Detail why) -> refused(id, why);
            case Verdict.Invalid(Detail why) -> refused(id, why);
        };
    }

    private static @Nullable Money worth(Listed listed) {
        BigDecimal amount = listed.amount();
        String currency = listed.currency();
        return amount == null || currency == null ? null : Money.of(amount, Currency.of(currency));
    }

    private ItemRow refused(long id, Detail why) {
        try {
            return new ItemRow(id, Fate.REFUSED.label(), json.writeValueAsString(why));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ItemRow unknown(long id) {
        return new ItemRow(id, Fate.UNKNOWN.label(), null);
    }

    private static Actor actor(BulkRow bulk) {
        Long user = bulk.userId();
        return user == null
                ? Actor.administrator(Objects.requireNonNull(bulk.adminId()))
                : Actor.user(user);
    }
}
