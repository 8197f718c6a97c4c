package com.afftok.management.money.payout.provider;

import com.afftok.management.money.payout.file.Payments.Payment;
import com.afftok.management.money.payout.method.SealDestination;
import com.afftok.management.money.payout.provider.PayoutProvider.Answer;
import com.afftok.management.money.payout.provider.SendRepository.Sent;
import com.afftok.management.money.payout.settle.Fate;
import com.afftok.management.money.payout.settle.SettlePayouts;
import com.afftok.management.money.payout.settle.Settlement;
import com.afftok.management.platform.health.Readiness;
import com.afftok.management.platform.setting.Setting;
import com.afftok.management.platform.setting.Settings;
import com.afftok.shared.id.AdminId;
import com.afftok.shared.id.PayoutId;
import com.afftok.shared.money.Currency;
import com.afftok.shared.money.Money;
import io.micronaut.data.connection.jdbc.exceptions.CannotGetJdbcConnectionException;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.exceptions.CannotCreateTransactionException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks providers to pay, and records their answers.
///
/// A request is counted and committed before it is made, then made, then its answer is committed. A
/// process that dies in between leaves a payout that is due again: the provider is asked with the
/// same key and repeats its answer. After [#MOST_REQUESTS] without a clear answer the payout is
/// `unknown`, for a person to look at: it neither fails nor is paid again by itself.
@Singleton
final class AskProviders {

    static final int MOST_REQUESTS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(AskProviders.class);

    private static final String WAITING = "waiting";
    private static final String UNKNOWN = "unknown";
    private static final String ENDED = "ended";

    private final Map<String, PayoutProvider> providers;
    private final SendRepository sends;
    private final SettlePayouts settle;
    private final SealDestination seal;
    private final Settings settings;
    private final TransactionOperations<Connection> transactions;
    private final Readiness readiness;
    private final InstantSource clock;
    private boolean away;

    AskProviders(
            List<PayoutProvider> providers,
            SendRepository sends,
            SettlePayouts settle,
            SealDestination seal,
            Settings settings,
            TransactionOperations<Connection> transactions,
            Readiness readiness,
            InstantSource clock) {
        this.providers =
                providers.stream()
                        .collect(Collectors.toMap(PayoutProvider::name, Function.identity()));
        this.sends = sends;
        this.settle = settle;
        this.seal = seal;
        this.settings = settings;
        this.transactions = transactions;
        this.readiness = readiness;
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
        } catch (CannotGetJdbcConnectionException
                | DataAccessException
                | CannotCreateTransactionException e) {
            if (!away) {
                away = true;
                LOG.atWarn()
                        .addKeyValue("reason", e.getMessage())
                        .log("providers of payouts can't be asked, trying again");
            }
        }
    }

    /// Whether a request was due.
    private boolean step() {
        Optional<SendRow> due = transactions.executeWrite(_ -> sends.lease(clock.instant()));
        due.ifPresent(this::ask);
        return due.isPresent();
    }

    private void ask(SendRow send) {
        Sent payout = sends.payment(send.payoutId());
        if (!payout.status().equals("processing")) {
            sends.keep(send.payoutId(), ENDED, "a person recorded that it is " + payout.status());
        } else if (send.asked() > MOST_REQUESTS) {
            sends.keep(send.payoutId(), UNKNOWN, send.lastAnswer());
        } else {
            record(send, answer(send, payout));
        }
    }

    /// A request that fails has no clear answer: the provider may have paid.
    private Answer answer(SendRow send, Sent payout) {
        if (send.provider().equals(SandboxProvider.NAME) && !settings.isOn(Setting.SANDBOX_PAYS)) {
            return new Answer.Open("the sandbox is not enabled");
        }
        Payment payment =
                new Payment(
                        new PayoutId(send.payoutId()),
                        Money.of(payout.net(), Currency.of(payout.currency())),
                        seal.openOfPayout(send.payoutId(), payout.destination()));
        try {
            return Objects.requireNonNull(providers.get(send.provider())).pay(payment);
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue("payout", send.payoutId())
                    .addKeyValue("provider", send.provider())
                    .addKeyValue("reason", e.toString())
                    .log("a provider of payouts failed");
            return new Answer.Open("the request failed");
        }
    }

    private void record(SendRow send, Answer answer) {
        PayoutId payout = new PayoutId(send.payoutId());
        switch (answer) {
            case Answer.Paid(String reference) ->
                    end(send, Settlement.paid(payout, reference), "paid: " + reference);
            case Answer.Refused(String reason) ->
                    end(send, Settlement.failed(payout, reason), "refused: " + reason);
            case Answer.ByHand _ -> sends.keep(send.payoutId(), ENDED, "a person pays it");
            case Answer.Open(String why) ->
                    sends.keep(
                            send.payoutId(), send.asked() < MOST_REQUESTS ? WAITING : UNKNOWN, why);
        }
    }

    /// If a person recorded another end meanwhile, the answer is for a person, too.
    private void end(SendRow send, Settlement settlement, String answer) {
        transactions.executeWrite(_ -> {
            Fate fate = settle.settle(new AdminId(send.sentBy()), List.of(settlement)).getFirst();
            boolean isRefused = fate.result() == Fate.Result.REFUSED;
            sends.keep(
                    send.payoutId(),
                    isRefused ? UNKNOWN : ENDED,
                    isRefused ? answer + ", but the payout is " + fate.status() : answer);
            return fate;
        });
    }
}
