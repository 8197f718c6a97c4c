package com.afftok.management.party.user;

import com.afftok.shared.id.AccountId;
import com.afftok.shared.secret.SealSecrets;
import com.afftok.shared.secret.SecretPlace;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Seals payout details for the database, bound to the row of their account.
@Singleton
public final class SealPayoutDetails {

    private final UserRepository users;
    private final SealSecrets seal;
    private final JsonMapper json;

    SealPayoutDetails(UserRepository users, SealSecrets seal, JsonMapper json) {
        this.users = users;
        this.seal = seal;
        this.json = json;
    }

    /// The payout details of an account, unsealed.
    ///
    /// @param usableFrom when payouts begin to use the details; null for at once
    public record Kept(PayoutDetails details, @Nullable Instant usableFrom) {}

    /// The payout details of an account, unsealed.
    public Optional<Kept> of(AccountId account) {
        PayoutDetailsRow row = users.findPayoutDetails(account.value());
        byte[] sealed = row.payoutDetails();
        return sealed.length == 0
                ? Optional.empty()
                : Optional.of(new Kept(open(account, sealed), row.payoutUsableFrom()));
    }

    public void keep(AccountId account, PayoutDetails details, Instant usableFrom) {
        try {
            users.changePayoutDetails(
                    account.value(),
                    seal.seal(json.writeValueAsBytes(details), place(account)),
                    usableFrom);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PayoutDetails open(AccountId account, byte[] sealed) {
        try {
            return Objects.requireNonNull(
                    json.readValue(seal.open(sealed, place(account)), PayoutDetails.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SecretPlace place(AccountId account) {
        return new SecretPlace("accounts", account.value(), "payout_details");
    }
}
