package com.afftok.management.user;

import com.afftok.shared.id.UserId;
import com.afftok.shared.secret.SealSecrets;
import com.afftok.shared.secret.SecretPlace;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;

/// Payout details as they lie in the database: sealed, and readable for their user's row alone.
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

    /// Opens what a user has left with us, to pay them.
    public Optional<PayoutDetails> of(UserId user) {
        byte[] sealed = users.findPayoutDetails(user.value()).payoutDetails();
        return sealed.length == 0 ? Optional.empty() : Optional.of(open(user, sealed));
    }

    void keep(UserId user, PayoutDetails details) {
        try {
            users.changePayoutDetails(
                    user.value(), seal.seal(json.writeValueAsBytes(details), place(user)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PayoutDetails open(UserId user, byte[] sealed) {
        try {
            return Objects.requireNonNull(
                    json.readValue(seal.open(sealed, place(user)), PayoutDetails.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SecretPlace place(UserId user) {
        return new SecretPlace("users", user.value(), "payout_details");
    }
}
