package com.afftok.management.money.payout.tax;

import com.afftok.management.access.Caller;
import com.afftok.management.party.user.MembershipRepository;
import com.afftok.management.platform.setting.Setting;
import com.afftok.management.platform.setting.Settings;
import com.afftok.management.trust.audit.Audit;
import com.afftok.management.trust.audit.AuditedObject;
import com.afftok.shared.id.AccountId;
import com.afftok.shared.secret.SealSecrets;
import com.afftok.shared.secret.SecretPlace;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tax profiles of promoters. A change adds a version.
@Singleton
public final class TaxProfiles {

    /// How many versions are shown.
    static final int MOST = 20;

    private final ProfileRepository profiles;
    private final MembershipRepository accounts;
    private final Settings settings;
    private final SealSecrets seal;
    private final Audit audit;
    private final TransactionOperations<Connection> transactions;
    private final InstantSource clock;

    TaxProfiles(
            ProfileRepository profiles,
            MembershipRepository accounts,
            Settings settings,
            SealSecrets seal,
            Audit audit,
            TransactionOperations<Connection> transactions,
            InstantSource clock) {
        this.profiles = profiles;
        this.accounts = accounts;
        this.settings = settings;
        this.seal = seal;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    /// A version in the audit log, without personal data.
    @Serdeable
    record Noted(int version, String country, boolean hasTaxId, boolean treaty) {

        static Noted of(TaxProfile profile) {
            return new Noted(
                    profile.version(),
                    profile.country(),
                    profile.taxId() != null,
                    profile.treaty());
        }
    }

    /// Whether payouts need a profile that the promoter does not have.
    public boolean isMissing(AccountId promoter) {
        return settings.isOn(Setting.PAYOUTS_NEED_TAX_PROFILE)
                && !profiles.exists(promoter.value());
    }

    /// The last versions in full, newest first.
    public List<TaxProfile> of(AccountId promoter) {
        return profiles.versions(promoter.value(), MOST).stream().map(this::open).toList();
    }

    /// Empty if the version is outdated.
    Optional<TaxProfile> change(Caller.Promoter caller, ProfileChange wanted) {
        return transactions.executeWrite(_ -> {
            AccountId promoter = caller.account();
            accounts.lock(promoter.value());
            TaxProfile before = of(promoter).stream().findFirst().orElse(null);
            int version = before == null ? 0 : before.version();
            if (version != wanted.version()) {
                return Optional.empty();
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            long id = profiles.next();
            profiles.add(
                    new ProfileRow(
                            id,
                            promoter.value(),
                            version + 1,
                            wanted.legalName(),
                            wanted.country(),
                            wanted.address(),
                            sealed(id, wanted.taxId()),
                            wanted.form(),
                            wanted.claimsTreaty(),
                            caller.user().value(),
                            now));
            TaxProfile after = of(promoter).getFirst();
            audit.note(
                    caller.user(),
                    "account.tax_profile_change",
                    AuditedObject.of(promoter),
                    before == null ? null : Noted.of(before),
                    Noted.of(after));
            return Optional.of(after);
        });
    }

    private byte @Nullable [] sealed(long id, @Nullable String taxId) {
        return taxId == null ? null : seal.seal(taxId.getBytes(StandardCharsets.UTF_8), place(id));
    }

    private TaxProfile open(ProfileRow row) {
        byte[] sealed = row.taxId();
        return new TaxProfile(
                row.legalName(),
                row.country(),
                row.address(),
                sealed == null
                        ? null
                        : new String(seal.open(sealed, place(row.id())), StandardCharsets.UTF_8),
                row.form(),
                row.treaty(),
                row.version(),
                row.createdAt());
    }

    private static SecretPlace place(long id) {
        return new SecretPlace("tax_profiles", id, "tax_id");
    }
}
