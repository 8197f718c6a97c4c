package com.afftok.management.money.payout.provider;

import com.afftok.management.access.Caller;
import com.afftok.management.money.payout.provider.SendRepository.Sendable;
import com.afftok.management.money.payout.settle.ChangeRepository;
import com.afftok.management.platform.request.Detail;
import com.afftok.management.platform.request.Problem;
import com.afftok.management.platform.setting.Setting;
import com.afftok.management.platform.setting.Settings;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.id.PayoutId;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Hands an approved payout to a provider: it is `processing`, and [AskProviders] makes the
/// request. A payout of which the provider gave no clear answer is handed over again, with the same
/// key.
@Singleton
final class SendPayout {

    private static final String UNKNOWN = "unknown";

    private final SendRepository sends;
    private final ChangeRepository changes;
    private final Settings settings;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    SendPayout(
            SendRepository sends,
            ChangeRepository changes,
            Settings settings,
            Audit audit,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.sends = sends;
        this.changes = changes;
        this.settings = settings;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    sealed interface Outcome {

        record Sent(SendRow now) implements Outcome {}

        record Unknown() implements Outcome {}

        record Impossible(Detail why) implements Outcome {}
    }

    Outcome send(Caller.Admin caller, PayoutId id, String provider) {
        if (provider.equals(SandboxProvider.NAME) && !settings.isOn(Setting.SANDBOX_PAYS)) {
            return new Outcome.Impossible(Problem.NOT_ENABLED.with("provider"));
        }
        return transactions.executeWrite(_ -> {
            long payout = id.value();
            Sendable locked = sends.lock(payout).orElse(null);
            if (locked == null) {
                return new Outcome.Unknown();
            }
            SendRow before = sends.find(payout).orElse(null);
            Detail problem = problem(locked, before);
            if (problem != null) {
                return new Outcome.Impossible(problem);
            }
            long admin = caller.id().value();
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            changes.process("send", provider, new Long[] {payout}, admin, now);
            sends.begin(payout, provider, admin, now);
            SendRow after = sends.find(payout).orElseThrow();
            audit.note(
                    caller,
                    "payout.send",
                    AuditedObject.of("payout", payout),
                    before == null ? null : SendView.of(before),
                    SendView.of(after));
            return new Outcome.Sent(after);
        });
    }

    private static @Nullable Detail problem(Sendable payout, @Nullable SendRow before) {
        boolean isUnknown = before != null && before.status().equals(UNKNOWN);
        if (!payout.status().equals("approved")
                && !(payout.status().equals("processing") && isUnknown)) {
            return Problem.STATUS_IS.with("status", payout.status());
        }
        if (!payout.hasDestination()) {
            return Problem.REQUIRED.with("destination");
        }
        return payout.active() ? null : Problem.ACCOUNT_NOT_ACTIVE.with("promoter_id");
    }
}
