package com.afftok.management.platform.setting;

import com.afftok.management.access.Caller;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Optional;

/// Changes settings and recruiter rates, with optimistic locking by version.
@Singleton
final class ChangeSettings {

    private final SettingRepository settings;
    private final RateRepository rates;
    private final SettingViews views;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;

    ChangeSettings(
            SettingRepository settings,
            RateRepository rates,
            SettingViews views,
            Audit audit,
            TransactionOperations<Connection> transactions) {
        this.settings = settings;
        this.rates = rates;
        this.views = views;
        this.audit = audit;
        this.transactions = transactions;
    }

    /// The setting after the change; empty if the version is outdated.
    Optional<SettingView> change(
            Caller.Admin caller, Setting setting, JsonNode value, int version) {
        return transactions.executeWrite(_ -> {
            SettingView before = views.of(setting);
            if (before.version() != version || !keep(caller, setting, value, version)) {
                return Optional.empty();
            }
            SettingView after = views.of(setting);
            audit.note(
                    caller,
                    "setting.change",
                    new AuditedObject("setting", setting.label()),
                    before.value(),
                    after.value());
            return Optional.of(after);
        });
    }

    private boolean keep(Caller.Admin caller, Setting setting, JsonNode value, int version) {
        // A word has no character that JSON escapes.
        String text =
                value.isString() ? '"' + value.getStringValue() + '"' : value.coerceStringValue();
        long admin = caller.id().value();
        return settings.change(setting.label(), text, version, admin) == 1
                || (version == 0 && settings.add(setting.label(), text, admin) == 1);
    }

    /// All rates after the change; empty, and nothing changed, if a version is outdated.
    Optional<RecruiterRates> change(Caller.Admin caller, RecruiterRates wanted) {
        return transactions.executeWrite(status -> {
            RecruiterRates before = RecruiterRates.of(rates.list());
            boolean kept = wanted.rates().stream().allMatch(this::keep);
            if (!kept) {
                status.setRollbackOnly();
                return Optional.empty();
            }
            RecruiterRates after = RecruiterRates.of(rates.list());
            audit.note(
                    caller,
                    "recruiter_rates.change",
                    new AuditedObject("recruiter_rates", "all"),
                    before,
                    after);
            return Optional.of(after);
        });
    }

    private boolean keep(RecruiterRates.Rate rate) {
        return rates.change(rate.level(), rate.percent(), rate.version()) == 1
                || (rate.version() == 0 && rates.add(rate.level(), rate.percent()) == 1);
    }
}
